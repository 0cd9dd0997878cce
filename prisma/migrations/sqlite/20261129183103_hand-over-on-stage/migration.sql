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
    "publishedAt" DATETIME,
    "publishedAs" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "stageVersion" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AwardDecision_issuerId_fkey" FOREIGN KEY ("issuerId") REFERENCES "Issuer" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_scanHash_fkey" FOREIGN KEY ("scanHash") REFERENCES "StoredFile" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "CertificateTemplate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_AwardDecision" ("achievement", "conferenceId", "contestId", "createdAt", "decidedOn", "id", "issuerId", "kind", "legalBasis", "number", "period", "proposedBy", "proposedPersonId", "publishedAs", "publishedAt", "scanHash", "scanName", "signerName", "signerTitle", "state", "templateId", "templateKey", "title", "version") SELECT "achievement", "conferenceId", "contestId", "createdAt", "decidedOn", "id", "issuerId", "kind", "legalBasis", "number", "period", "proposedBy", "proposedPersonId", "publishedAs", "publishedAt", "scanHash", "scanName", "signerName", "signerTitle", "state", "templateId", "templateKey", "title", "version" FROM "AwardDecision";
DROP TABLE "AwardDecision";
ALTER TABLE "new_AwardDecision" RENAME TO "AwardDecision";
CREATE INDEX "AwardDecision_issuerId_number_idx" ON "AwardDecision"("issuerId", "number");
CREATE INDEX "AwardDecision_contestId_idx" ON "AwardDecision"("contestId");
CREATE INDEX "AwardDecision_conferenceId_idx" ON "AwardDecision"("conferenceId");
CREATE TABLE "new_AwardHandOver" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "recipientId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "stageGroup" INTEGER NOT NULL DEFAULT 1,
    "presenter" TEXT,
    "tray" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "cameFrom" TEXT,
    "receiverName" TEXT,
    "certificateId" TEXT,
    "delegateId" TEXT,
    "delegationId" TEXT,
    "doneAt" DATETIME,
    "doneBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "AwardHandOver_recipientId_fkey" FOREIGN KEY ("recipientId") REFERENCES "AwardRecipient" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AwardHandOver_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "AwardHandOver_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "AwardHandOver_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "AwardCertificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_AwardHandOver" ("delegateId", "delegationId", "doneAt", "doneBy", "id", "position", "presenter", "receiverName", "recipientId", "stageGroup", "state", "tray", "version") SELECT "delegateId", "delegationId", "doneAt", "doneBy", "id", "position", "presenter", "receiverName", "recipientId", "stageGroup", "state", "tray", "version" FROM "AwardHandOver";
DROP TABLE "AwardHandOver";
ALTER TABLE "new_AwardHandOver" RENAME TO "AwardHandOver";
CREATE UNIQUE INDEX "AwardHandOver_recipientId_key" ON "AwardHandOver"("recipientId");
CREATE INDEX "AwardHandOver_delegateId_idx" ON "AwardHandOver"("delegateId");
CREATE INDEX "AwardHandOver_delegationId_idx" ON "AwardHandOver"("delegationId");
CREATE INDEX "AwardHandOver_certificateId_idx" ON "AwardHandOver"("certificateId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
