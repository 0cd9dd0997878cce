-- AlterTable
ALTER TABLE "Performance" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Mark" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "HeldMark" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Deduction" ADD COLUMN     "durationMs" INTEGER,
ADD COLUMN     "proposed" TEXT;

-- AlterTable
ALTER TABLE "StageTime" ADD COLUMN     "measuredMs" INTEGER,
ADD COLUMN     "origin" TEXT,
ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "ClockEvent" (
    "seq" SERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "elapsedMs" INTEGER NOT NULL,
    "wallMs" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "monotonicMs" BIGINT NOT NULL,
    "waitedMs" INTEGER NOT NULL DEFAULT 0,
    "deviceId" TEXT,
    "deviceTime" TIMESTAMP(3),
    "clockOffsetMs" INTEGER,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ClockEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "VoidedAttempt" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "record" TEXT NOT NULL,

    CONSTRAINT "VoidedAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ClockEvent_id_key" ON "ClockEvent"("id");

-- CreateIndex
CREATE INDEX "ClockEvent_roundId_teamId_partKey_attempt_idx" ON "ClockEvent"("roundId", "teamId", "partKey", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "VoidedAttempt_roundId_teamId_partKey_attempt_key" ON "VoidedAttempt"("roundId", "teamId", "partKey", "attempt");

-- AddForeignKey
ALTER TABLE "ClockEvent" ADD CONSTRAINT "ClockEvent_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VoidedAttempt" ADD CONSTRAINT "VoidedAttempt_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
