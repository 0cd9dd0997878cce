-- AlterTable
ALTER TABLE "Checkpoint" ADD COLUMN     "lateFrom" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "GuestAdmission" (
    "delegateId" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "authorisedBy" TEXT NOT NULL,
    "admittedBy" TEXT NOT NULL,
    "admittedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GuestAdmission_pkey" PRIMARY KEY ("delegateId")
);

-- CreateTable
CREATE TABLE "TemporaryBadge" (
    "credential" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "serial" INTEGER NOT NULL,
    "boundAt" TIMESTAMP(3),
    "boundBy" TEXT,
    "boundName" TEXT,

    CONSTRAINT "TemporaryBadge_pkey" PRIMARY KEY ("credential")
);

-- CreateIndex
CREATE INDEX "GuestAdmission_conferenceId_idx" ON "GuestAdmission"("conferenceId");

-- CreateIndex
CREATE INDEX "TemporaryBadge_gateId_idx" ON "TemporaryBadge"("gateId");

-- CreateIndex
CREATE UNIQUE INDEX "TemporaryBadge_conferenceId_serial_key" ON "TemporaryBadge"("conferenceId", "serial");

-- AddForeignKey
ALTER TABLE "GuestAdmission" ADD CONSTRAINT "GuestAdmission_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuestAdmission" ADD CONSTRAINT "GuestAdmission_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemporaryBadge" ADD CONSTRAINT "TemporaryBadge_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemporaryBadge" ADD CONSTRAINT "TemporaryBadge_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "Gate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemporaryBadge" ADD CONSTRAINT "TemporaryBadge_credential_fkey" FOREIGN KEY ("credential") REFERENCES "Credential"("number") ON DELETE CASCADE ON UPDATE CASCADE;
