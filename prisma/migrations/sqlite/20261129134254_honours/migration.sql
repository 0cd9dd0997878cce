-- CreateTable
CREATE TABLE "Issuer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "unitId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT,
    "letterhead" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "authorityBasis" TEXT,
    "archivedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Issuer_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwardDecision" (
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
    "state" TEXT NOT NULL,
    "proposedBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AwardDecision_issuerId_fkey" FOREIGN KEY ("issuerId") REFERENCES "Issuer" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardDecision_scanHash_fkey" FOREIGN KEY ("scanHash") REFERENCES "StoredFile" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwardStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "decisionId" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "reason" TEXT,
    CONSTRAINT "AwardStep_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "AwardDecision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwardRecipient" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "decisionId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "personId" TEXT,
    "unitId" TEXT,
    "teamId" TEXT,
    "words" TEXT NOT NULL,
    "searchKey" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "sourceRef" TEXT,
    "byHand" TEXT NOT NULL DEFAULT '{}',
    "removedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AwardRecipient_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "AwardDecision" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AwardRecipient_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "AwardRecipient_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "AwardRecipient_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwardNumber" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "issuerId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "recipientId" TEXT NOT NULL,
    "givenAt" DATETIME NOT NULL,
    "voidedAt" DATETIME,
    "voidedWhy" TEXT,
    CONSTRAINT "AwardNumber_issuerId_fkey" FOREIGN KEY ("issuerId") REFERENCES "Issuer" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardNumber_recipientId_fkey" FOREIGN KEY ("recipientId") REFERENCES "AwardRecipient" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwardCertificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "decisionId" TEXT NOT NULL,
    "recipientId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "templateId" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "replacesId" TEXT,
    "revokedAt" DATETIME,
    "revokedBy" TEXT,
    "revokedFor" TEXT,
    "revokedNote" TEXT,
    "revokedNumber" TEXT,
    "revokedOn" TEXT,
    "recovery" TEXT NOT NULL DEFAULT 'not-asked',
    "doubtedAt" DATETIME,
    "doubtedWhy" TEXT,
    CONSTRAINT "AwardCertificate_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "AwardDecision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardCertificate_recipientId_fkey" FOREIGN KEY ("recipientId") REFERENCES "AwardRecipient" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardCertificate_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "CertificateTemplate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardCertificate_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "HonoursKey" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AwardCertificate_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "AwardCertificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CertificateTemplate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "unitId" TEXT,
    "kind" TEXT NOT NULL,
    "letterhead" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "validFrom" TEXT NOT NULL,
    "validTo" TEXT,
    "savedBy" TEXT NOT NULL,
    "savedAt" DATETIME NOT NULL,
    "note" TEXT,
    CONSTRAINT "CertificateTemplate_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PrinterCalibration" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "unitId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "measured" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PrinterCalibration_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HonoursKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "publicKey" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "retiredAt" DATETIME
);

-- CreateTable
CREATE TABLE "CorrectionRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificateId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "contact" TEXT,
    "askedAt" DATETIME NOT NULL,
    "answer" TEXT,
    "answeredBy" TEXT,
    "answeredAt" DATETIME,
    "answerNote" TEXT,
    CONSTRAINT "CorrectionRequest_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "AwardCertificate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignedCertificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificateId" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "sourceHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "signer" TEXT,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "SignedCertificate_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "AwardCertificate" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SignedCertificate_hash_fkey" FOREIGN KEY ("hash") REFERENCES "StoredFile" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwardHandOver" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "recipientId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "stageGroup" INTEGER NOT NULL DEFAULT 1,
    "presenter" TEXT,
    "tray" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "receiverName" TEXT,
    "delegateId" TEXT,
    "delegationId" TEXT,
    "doneAt" DATETIME,
    "doneBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "AwardHandOver_recipientId_fkey" FOREIGN KEY ("recipientId") REFERENCES "AwardRecipient" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AwardHandOver_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "AwardHandOver_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Issuer_unitId_idx" ON "Issuer"("unitId");

-- CreateIndex
CREATE INDEX "AwardDecision_contestId_idx" ON "AwardDecision"("contestId");

-- CreateIndex
CREATE INDEX "AwardDecision_conferenceId_idx" ON "AwardDecision"("conferenceId");

-- CreateIndex
CREATE UNIQUE INDEX "AwardDecision_issuerId_number_key" ON "AwardDecision"("issuerId", "number");

-- CreateIndex
CREATE INDEX "AwardStep_decisionId_idx" ON "AwardStep"("decisionId");

-- CreateIndex
CREATE INDEX "AwardRecipient_decisionId_position_idx" ON "AwardRecipient"("decisionId", "position");

-- CreateIndex
CREATE INDEX "AwardRecipient_personId_idx" ON "AwardRecipient"("personId");

-- CreateIndex
CREATE INDEX "AwardRecipient_unitId_idx" ON "AwardRecipient"("unitId");

-- CreateIndex
CREATE INDEX "AwardNumber_recipientId_idx" ON "AwardNumber"("recipientId");

-- CreateIndex
CREATE UNIQUE INDEX "AwardNumber_issuerId_year_kind_number_key" ON "AwardNumber"("issuerId", "year", "kind", "number");

-- CreateIndex
CREATE UNIQUE INDEX "AwardCertificate_code_key" ON "AwardCertificate"("code");

-- CreateIndex
CREATE UNIQUE INDEX "AwardCertificate_replacesId_key" ON "AwardCertificate"("replacesId");

-- CreateIndex
CREATE INDEX "AwardCertificate_decisionId_idx" ON "AwardCertificate"("decisionId");

-- CreateIndex
CREATE INDEX "AwardCertificate_recipientId_idx" ON "AwardCertificate"("recipientId");

-- CreateIndex
CREATE INDEX "CertificateTemplate_unitId_idx" ON "CertificateTemplate"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "CertificateTemplate_key_version_key" ON "CertificateTemplate"("key", "version");

-- CreateIndex
CREATE INDEX "PrinterCalibration_unitId_idx" ON "PrinterCalibration"("unitId");

-- CreateIndex
CREATE INDEX "CorrectionRequest_certificateId_idx" ON "CorrectionRequest"("certificateId");

-- CreateIndex
CREATE INDEX "SignedCertificate_certificateId_idx" ON "SignedCertificate"("certificateId");

-- CreateIndex
CREATE UNIQUE INDEX "AwardHandOver_recipientId_key" ON "AwardHandOver"("recipientId");

-- CreateIndex
CREATE INDEX "AwardHandOver_delegateId_idx" ON "AwardHandOver"("delegateId");

-- CreateIndex
CREATE INDEX "AwardHandOver_delegationId_idx" ON "AwardHandOver"("delegationId");
