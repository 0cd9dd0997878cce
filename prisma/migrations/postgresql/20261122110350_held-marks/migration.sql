-- AlterTable
ALTER TABLE "Device" ADD COLUMN     "batteryPercent" INTEGER,
ADD COLUMN     "clockOffsetMs" INTEGER,
ADD COLUMN     "isCharging" BOOLEAN,
ADD COLUMN     "roundTripMs" INTEGER,
ADD COLUMN     "undelivered" INTEGER;

-- CreateTable
CREATE TABLE "HeldMark" (
    "id" TEXT NOT NULL,
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
    "deviceTime" TIMESTAMP(3),
    "clockOffsetMs" INTEGER,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "decision" TEXT,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMP(3),
    "reason" TEXT,

    CONSTRAINT "HeldMark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HeldMark_roundId_decision_idx" ON "HeldMark"("roundId", "decision");

-- CreateIndex
CREATE INDEX "HeldMark_seatId_teamId_idx" ON "HeldMark"("seatId", "teamId");

-- CreateIndex
CREATE INDEX "HeldMark_deviceId_idx" ON "HeldMark"("deviceId");

-- AddForeignKey
ALTER TABLE "HeldMark" ADD CONSTRAINT "HeldMark_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HeldMark" ADD CONSTRAINT "HeldMark_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "PanelSeat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
