-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_AwardDecision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "issuerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "contestId" TEXT,
    "conferenceId" TEXT,
    "title" TEXT NOT NULL,
    "number" TEXT,
    "decidedOn" TEXT,
    "signerTitle" TEXT,
    "signerName" TEXT,
    "legalBasis" TEXT,
    "scanHash" TEXT,
    "scanName" TEXT,
    "achievement" TEXT,
    "period" TEXT,
    "templateKey" TEXT NOT NULL,
    "templateId" TEXT,
    "state" TEXT NOT NULL,
    "proposedBy" TEXT,
    "proposedPersonId" TEXT,
    "publishedAs" TEXT,
    "publishedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AwardDecision_issuerId_fkey" FOREIGN KEY ("issuerId") REFERENCES "Issuer" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_scanHash_fkey" FOREIGN KEY ("scanHash") REFERENCES "StoredFile" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "CertificateTemplate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_AwardDecision" ("achievement", "conferenceId", "contestId", "createdAt", "decidedOn", "id", "issuerId", "kind", "legalBasis", "number", "period", "proposedBy", "proposedPersonId", "publishedAs", "publishedAt", "scanHash", "scanName", "signerName", "signerTitle", "state", "templateKey", "title", "version") SELECT "achievement", "conferenceId", "contestId", "createdAt", "decidedOn", "id", "issuerId", "kind", "legalBasis", "number", "period", "proposedBy", "proposedPersonId", "publishedAs", "publishedAt", "scanHash", "scanName", "signerName", "signerTitle", "state", "templateKey", "title", "version" FROM "AwardDecision";
DROP TABLE "AwardDecision";
ALTER TABLE "new_AwardDecision" RENAME TO "AwardDecision";
CREATE INDEX "AwardDecision_issuerId_number_idx" ON "AwardDecision"("issuerId", "number");
CREATE INDEX "AwardDecision_contestId_idx" ON "AwardDecision"("contestId");
CREATE INDEX "AwardDecision_conferenceId_idx" ON "AwardDecision"("conferenceId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
