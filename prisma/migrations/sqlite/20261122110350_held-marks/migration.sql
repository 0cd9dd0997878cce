-- AlterTable
ALTER TABLE "Device" ADD COLUMN "batteryPercent" INTEGER;
ALTER TABLE "Device" ADD COLUMN "clockOffsetMs" INTEGER;
ALTER TABLE "Device" ADD COLUMN "isCharging" BOOLEAN;
ALTER TABLE "Device" ADD COLUMN "roundTripMs" INTEGER;
ALTER TABLE "Device" ADD COLUMN "undelivered" INTEGER;

-- CreateTable
CREATE TABLE "HeldMark" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "criterion" TEXT,
    "value" TEXT,
    "deviceId" TEXT NOT NULL,
    "deviceSeq" INTEGER,
    "deviceTime" DATETIME,
    "clockOffsetMs" INTEGER,
    "receivedAt" DATETIME NOT NULL,
    "decision" TEXT,
    "decidedBy" TEXT,
    "decidedAt" DATETIME,
    "reason" TEXT,
    CONSTRAINT "HeldMark_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "HeldMark_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "PanelSeat" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "HeldMark_roundId_decision_idx" ON "HeldMark"("roundId", "decision");

-- CreateIndex
CREATE INDEX "HeldMark_seatId_teamId_idx" ON "HeldMark"("seatId", "teamId");

-- CreateIndex
CREATE INDEX "HeldMark_deviceId_idx" ON "HeldMark"("deviceId");
