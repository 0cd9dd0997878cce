-- CreateTable
CREATE TABLE "McDevice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mayRun" BOOLEAN NOT NULL,
    "linkHash" TEXT,
    "linkUntil" DATETIME NOT NULL,
    "tokenHash" TEXT,
    "pairedAt" DATETIME,
    "userAgent" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,
    "revokedAt" DATETIME,
    CONSTRAINT "McDevice_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "McDevice_linkHash_key" ON "McDevice"("linkHash");

-- CreateIndex
CREATE UNIQUE INDEX "McDevice_tokenHash_key" ON "McDevice"("tokenHash");

-- CreateIndex
CREATE INDEX "McDevice_conferenceId_idx" ON "McDevice"("conferenceId");
