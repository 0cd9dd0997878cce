-- CreateTable
CREATE TABLE "ConferenceKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "kid" INTEGER NOT NULL,
    "publicKey" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "retiredAt" DATETIME,
    "distrustedAt" DATETIME,
    CONSTRAINT "ConferenceKey_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Credential" (
    "number" TEXT NOT NULL PRIMARY KEY,
    "shortCode" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "delegateId" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "activeBadgeOf" TEXT,
    "reason" TEXT,
    "replacesId" TEXT,
    "issuedAt" DATETIME NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "Credential_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Credential_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "ConferenceKey" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Credential_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Credential_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Credential" ("number") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BadgePrint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "credential" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "reason" TEXT,
    "printedBy" TEXT NOT NULL,
    "printedName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "BadgePrint_credential_fkey" FOREIGN KEY ("credential") REFERENCES "Credential" ("number") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "ConferenceKey_conferenceId_kid_key" ON "ConferenceKey"("conferenceId", "kid");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_shortCode_key" ON "Credential"("shortCode");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_activeBadgeOf_key" ON "Credential"("activeBadgeOf");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_replacesId_key" ON "Credential"("replacesId");

-- CreateIndex
CREATE INDEX "Credential_conferenceId_idx" ON "Credential"("conferenceId");

-- CreateIndex
CREATE INDEX "Credential_delegateId_idx" ON "Credential"("delegateId");

-- CreateIndex
CREATE INDEX "BadgePrint_credential_idx" ON "BadgePrint"("credential");
