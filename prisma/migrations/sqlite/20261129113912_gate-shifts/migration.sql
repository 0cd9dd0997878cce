-- AlterTable
ALTER TABLE "Scan" ADD COLUMN "flag" TEXT;
ALTER TABLE "Scan" ADD COLUMN "flagSeenBy" TEXT;

-- CreateTable
CREATE TABLE "GateShift" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "deviceId" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    "until" DATETIME,
    CONSTRAINT "GateShift_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "GateDevice" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "GateShift_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "GateOperator" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "GateShift_deviceId_idx" ON "GateShift"("deviceId");

-- CreateIndex
CREATE INDEX "GateShift_operatorId_idx" ON "GateShift"("operatorId");
