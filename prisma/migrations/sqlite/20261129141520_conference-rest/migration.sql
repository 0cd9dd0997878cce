-- AlterTable
ALTER TABLE "AttendanceCertificate" ADD COLUMN "wording" TEXT;

-- AlterTable
ALTER TABLE "Delegate" ADD COLUMN "priorReason" TEXT;
ALTER TABLE "Delegate" ADD COLUMN "priorStatus" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Conference" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "titleVi" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "hostUnitId" TEXT NOT NULL,
    "contestId" TEXT,
    "plan" TEXT,
    "occasion" TEXT,
    "venue" TEXT,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "isInvented" BOOLEAN NOT NULL DEFAULT false,
    "tag" TEXT NOT NULL,
    "tokenProfile" TEXT NOT NULL DEFAULT 'signed',
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "quorumPercent" INTEGER,
    "presencePercent" INTEGER,
    "sessionsFrom" TEXT NOT NULL DEFAULT 'entrances',
    "namesUntil" DATETIME,
    "speechesUntil" DATETIME,
    "rosterRev" INTEGER NOT NULL DEFAULT 0,
    "listRev" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Conference_hostUnitId_fkey" FOREIGN KEY ("hostUnitId") REFERENCES "Unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Conference_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Conference" ("code", "contestId", "createdAt", "endsOn", "hostUnitId", "id", "isInvented", "isPrivate", "kind", "listRev", "namesUntil", "occasion", "plan", "presencePercent", "quorumPercent", "rosterRev", "speechesUntil", "startsOn", "status", "tag", "titleEn", "titleVi", "tokenProfile", "venue") SELECT "code", "contestId", "createdAt", "endsOn", "hostUnitId", "id", "isInvented", "isPrivate", "kind", "listRev", "namesUntil", "occasion", "plan", "presencePercent", "quorumPercent", "rosterRev", "speechesUntil", "startsOn", "status", "tag", "titleEn", "titleVi", "tokenProfile", "venue" FROM "Conference";
DROP TABLE "Conference";
ALTER TABLE "new_Conference" RENAME TO "Conference";
CREATE UNIQUE INDEX "Conference_code_key" ON "Conference"("code");
CREATE UNIQUE INDEX "Conference_tag_key" ON "Conference"("tag");
CREATE INDEX "Conference_hostUnitId_idx" ON "Conference"("hostUnitId");
CREATE INDEX "Conference_contestId_idx" ON "Conference"("contestId");
CREATE TABLE "new_ProgrammeItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "hallId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT,
    "owner" TEXT,
    "startsAt" DATETIME NOT NULL,
    "minutes" INTEGER NOT NULL,
    "noteMc" TEXT,
    "noteTechnician" TEXT,
    "isSession" BOOLEAN NOT NULL DEFAULT false,
    "removedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ProgrammeItem_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ProgrammeItem_hallId_fkey" FOREIGN KEY ("hallId") REFERENCES "ConferenceHall" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ProgrammeItem" ("conferenceId", "createdAt", "hallId", "id", "kind", "minutes", "noteMc", "noteTechnician", "owner", "removedAt", "startsAt", "title", "titleEn", "version") SELECT "conferenceId", "createdAt", "hallId", "id", "kind", "minutes", "noteMc", "noteTechnician", "owner", "removedAt", "startsAt", "title", "titleEn", "version" FROM "ProgrammeItem";
DROP TABLE "ProgrammeItem";
ALTER TABLE "new_ProgrammeItem" RENAME TO "ProgrammeItem";
CREATE INDEX "ProgrammeItem_conferenceId_idx" ON "ProgrammeItem"("conferenceId");
CREATE INDEX "ProgrammeItem_hallId_idx" ON "ProgrammeItem"("hallId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- Of certificates that were issued before, the words that would be printed now.
UPDATE "AttendanceCertificate" SET "wording" = (
    SELECT json_object(
        'issuer', w."issuer", 'place', w."place", 'issuedOn', w."issuedOn", 'signerTitle', w."signerTitle",
        'signerName', w."signerName", 'numberMark', w."numberMark", 'hostKind', u."kind", 'titleVi', c."titleVi",
        'titleEn', c."titleEn", 'startsOn', c."startsOn", 'endsOn', c."endsOn", 'venue', c."venue",
        'isInvented', json(CASE WHEN c."isInvented" THEN 'true' ELSE 'false' END)
    )
    FROM "CertificateWords" w
    JOIN "Conference" c ON c."id" = w."conferenceId"
    JOIN "Unit" u ON u."id" = c."hostUnitId"
    WHERE w."conferenceId" = "AttendanceCertificate"."conferenceId"
);
