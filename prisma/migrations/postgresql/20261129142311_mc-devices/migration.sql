-- CreateTable
CREATE TABLE "McDevice" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mayRun" BOOLEAN NOT NULL,
    "linkHash" TEXT,
    "linkUntil" TIMESTAMP(3) NOT NULL,
    "tokenHash" TEXT,
    "pairedAt" TIMESTAMP(3),
    "userAgent" TEXT,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "McDevice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "McDevice_linkHash_key" ON "McDevice"("linkHash");

-- CreateIndex
CREATE UNIQUE INDEX "McDevice_tokenHash_key" ON "McDevice"("tokenHash");

-- CreateIndex
CREATE INDEX "McDevice_conferenceId_idx" ON "McDevice"("conferenceId");

-- AddForeignKey
ALTER TABLE "McDevice" ADD CONSTRAINT "McDevice_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;
