-- AlterTable
ALTER TABLE "Checkpoint" ADD COLUMN "lateFrom" DATETIME;

-- CreateTable
CREATE TABLE "GuestAdmission" (
    "delegateId" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "authorisedBy" TEXT NOT NULL,
    "admittedBy" TEXT NOT NULL,
    "admittedAt" DATETIME NOT NULL,
    CONSTRAINT "GuestAdmission_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "GuestAdmission_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TemporaryBadge" (
    "credential" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "serial" INTEGER NOT NULL,
    "boundAt" DATETIME,
    "boundBy" TEXT,
    "boundName" TEXT,
    CONSTRAINT "TemporaryBadge_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TemporaryBadge_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "Gate" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TemporaryBadge_credential_fkey" FOREIGN KEY ("credential") REFERENCES "Credential" ("number") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "GuestAdmission_conferenceId_idx" ON "GuestAdmission"("conferenceId");

-- CreateIndex
CREATE INDEX "TemporaryBadge_gateId_idx" ON "TemporaryBadge"("gateId");

-- CreateIndex
CREATE UNIQUE INDEX "TemporaryBadge_conferenceId_serial_key" ON "TemporaryBadge"("conferenceId", "serial");
