-- AlterTable
ALTER TABLE "Conference" ADD COLUMN     "listRev" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "GatePairing" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "deviceId" TEXT,

    CONSTRAINT "GatePairing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GateDevice" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "userAgent" TEXT,
    "pairedAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "operatorId" TEXT,
    "shiftSince" TIMESTAMP(3),
    "appVersion" TEXT,
    "batteryPercent" INTEGER,
    "isCharging" BOOLEAN,
    "clockOffsetMs" INTEGER,
    "roundTripMs" INTEGER,
    "unsent" INTEGER,
    "bundleRev" INTEGER,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "camera" TEXT,

    CONSTRAINT "GateDevice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GateOperator" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "pinHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "GateOperator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Scan" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "deviceId" TEXT,
    "seq" INTEGER,
    "kind" TEXT NOT NULL,
    "checkpointId" TEXT NOT NULL,
    "gate" TEXT NOT NULL,
    "gateGroup" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "operatorName" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "credential" TEXT,
    "delegateId" TEXT,
    "personId" TEXT,
    "method" TEXT NOT NULL,
    "bundleRev" INTEGER NOT NULL,
    "isOffline" BOOLEAN NOT NULL,
    "localCode" TEXT NOT NULL,
    "shown" TEXT,
    "overrideReason" TEXT,
    "tDevice" TIMESTAMP(3) NOT NULL,
    "offsetMs" INTEGER,
    "roundTripMs" INTEGER,
    "bundleIssuedAt" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "code" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "payloadHash" TEXT NOT NULL,
    "voids" TEXT,
    "reason" TEXT,

    CONSTRAINT "Scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Presence" (
    "checkpointId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "summary" TEXT,
    "times" INTEGER NOT NULL,
    "direction" TEXT,
    "firstAt" TIMESTAMP(3),
    "lastAt" TIMESTAMP(3),
    "rev" INTEGER NOT NULL,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("checkpointId","personId")
);

-- CreateTable
CREATE TABLE "AdmissionConflict" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "checkpointId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "scanId" TEXT NOT NULL,
    "canonicalScanId" TEXT,
    "gapMs" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "isUncertain" BOOLEAN NOT NULL,
    "bundleRevs" TEXT NOT NULL,
    "raisedAt" TIMESTAMP(3) NOT NULL,
    "goneAt" TIMESTAMP(3),
    "resolution" TEXT,
    "reason" TEXT,
    "settledBy" TEXT,
    "settledName" TEXT,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "AdmissionConflict_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "GatePairing_tokenHash_key" ON "GatePairing"("tokenHash");

-- CreateIndex
CREATE INDEX "GatePairing_gateId_idx" ON "GatePairing"("gateId");

-- CreateIndex
CREATE UNIQUE INDEX "GateDevice_tokenHash_key" ON "GateDevice"("tokenHash");

-- CreateIndex
CREATE INDEX "GateDevice_conferenceId_idx" ON "GateDevice"("conferenceId");

-- CreateIndex
CREATE INDEX "GateDevice_gateId_idx" ON "GateDevice"("gateId");

-- CreateIndex
CREATE INDEX "GateOperator_conferenceId_idx" ON "GateOperator"("conferenceId");

-- CreateIndex
CREATE INDEX "Scan_checkpointId_personId_idx" ON "Scan"("checkpointId", "personId");

-- CreateIndex
CREATE INDEX "Scan_conferenceId_receivedAt_idx" ON "Scan"("conferenceId", "receivedAt");

-- CreateIndex
CREATE INDEX "Scan_voids_idx" ON "Scan"("voids");

-- CreateIndex
CREATE UNIQUE INDEX "Scan_deviceId_seq_key" ON "Scan"("deviceId", "seq");

-- CreateIndex
CREATE INDEX "Presence_conferenceId_rev_idx" ON "Presence"("conferenceId", "rev");

-- CreateIndex
CREATE INDEX "AdmissionConflict_conferenceId_idx" ON "AdmissionConflict"("conferenceId");

-- AddForeignKey
ALTER TABLE "GatePairing" ADD CONSTRAINT "GatePairing_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "Gate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateDevice" ADD CONSTRAINT "GateDevice_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateDevice" ADD CONSTRAINT "GateDevice_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "Gate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateDevice" ADD CONSTRAINT "GateDevice_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "GateOperator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateOperator" ADD CONSTRAINT "GateOperator_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "GateDevice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Presence" ADD CONSTRAINT "Presence_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdmissionConflict" ADD CONSTRAINT "AdmissionConflict_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;
