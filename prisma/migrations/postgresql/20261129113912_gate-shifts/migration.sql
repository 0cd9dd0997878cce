-- AlterTable
ALTER TABLE "Scan" ADD COLUMN     "flag" TEXT,
ADD COLUMN     "flagSeenBy" TEXT;

-- CreateTable
CREATE TABLE "GateShift" (
    "id" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),

    CONSTRAINT "GateShift_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "GateShift_deviceId_idx" ON "GateShift"("deviceId");

-- CreateIndex
CREATE INDEX "GateShift_operatorId_idx" ON "GateShift"("operatorId");

-- AddForeignKey
ALTER TABLE "GateShift" ADD CONSTRAINT "GateShift_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "GateDevice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateShift" ADD CONSTRAINT "GateShift_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "GateOperator"("id") ON DELETE CASCADE ON UPDATE CASCADE;
