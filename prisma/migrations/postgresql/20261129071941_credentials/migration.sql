-- CreateTable
CREATE TABLE "ConferenceKey" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "kid" INTEGER NOT NULL,
    "publicKey" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "distrustedAt" TIMESTAMP(3),

    CONSTRAINT "ConferenceKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Credential" (
    "number" TEXT NOT NULL,
    "shortCode" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "delegateId" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "activeBadgeOf" TEXT,
    "reason" TEXT,
    "replacesId" TEXT,
    "issuedAt" TIMESTAMP(3) NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "BadgePrint" (
    "id" TEXT NOT NULL,
    "credential" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "reason" TEXT,
    "printedBy" TEXT NOT NULL,
    "printedName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BadgePrint_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "ConferenceKey" ADD CONSTRAINT "ConferenceKey_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "ConferenceKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Credential"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BadgePrint" ADD CONSTRAINT "BadgePrint_credential_fkey" FOREIGN KEY ("credential") REFERENCES "Credential"("number") ON DELETE CASCADE ON UPDATE CASCADE;
