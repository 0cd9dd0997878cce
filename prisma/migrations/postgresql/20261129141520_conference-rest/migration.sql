-- AlterTable
ALTER TABLE "AttendanceCertificate" ADD COLUMN     "wording" TEXT;

-- AlterTable
ALTER TABLE "Conference" ADD COLUMN     "sessionsFrom" TEXT NOT NULL DEFAULT 'entrances';

-- AlterTable
ALTER TABLE "Delegate" ADD COLUMN     "priorReason" TEXT,
ADD COLUMN     "priorStatus" TEXT;

-- AlterTable
ALTER TABLE "ProgrammeItem" ADD COLUMN     "isSession" BOOLEAN NOT NULL DEFAULT false;

-- Of certificates that were issued before, the words that would be printed now.
UPDATE "AttendanceCertificate" SET "wording" = (
    SELECT json_build_object(
        'issuer', w."issuer", 'place', w."place", 'issuedOn', w."issuedOn", 'signerTitle', w."signerTitle",
        'signerName', w."signerName", 'numberMark', w."numberMark", 'hostKind', u."kind", 'titleVi', c."titleVi",
        'titleEn', c."titleEn", 'startsOn', c."startsOn", 'endsOn', c."endsOn", 'venue', c."venue",
        'isInvented', c."isInvented"
    )::text
    FROM "CertificateWords" w
    JOIN "Conference" c ON c."id" = w."conferenceId"
    JOIN "Unit" u ON u."id" = c."hostUnitId"
    WHERE w."conferenceId" = "AttendanceCertificate"."conferenceId"
);
