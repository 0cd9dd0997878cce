-- AlterTable
ALTER TABLE "Deduction" ADD COLUMN "durationMs" INTEGER;
ALTER TABLE "Deduction" ADD COLUMN "proposed" TEXT;

-- AlterTable
ALTER TABLE "StageTime" ADD COLUMN "measuredMs" INTEGER;
ALTER TABLE "StageTime" ADD COLUMN "origin" TEXT;
ALTER TABLE "StageTime" ADD COLUMN "reason" TEXT;

-- CreateTable
CREATE TABLE "ClockEvent" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "deviceTime" DATETIME,
    "clockOffsetMs" INTEGER,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ClockEvent_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VoidedAttempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "record" TEXT NOT NULL,
    CONSTRAINT "VoidedAttempt_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Performance" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "callTime" DATETIME,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Performance_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Performance_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Performance" ("callTime", "id", "partKey", "position", "roundId", "status", "teamId") SELECT "callTime", "id", "partKey", "position", "roundId", "status", "teamId" FROM "Performance";
DROP TABLE "Performance";
ALTER TABLE "new_Performance" RENAME TO "Performance";
CREATE UNIQUE INDEX "Performance_roundId_teamId_partKey_key" ON "Performance"("roundId", "teamId", "partKey");
CREATE TABLE "new_Mark" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "criterion" TEXT NOT NULL,
    "value" TEXT,
    "source" TEXT NOT NULL,
    "deviceId" TEXT,
    "deviceSeq" INTEGER,
    "deviceTime" DATETIME,
    "clockOffsetMs" INTEGER,
    "at" DATETIME NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Mark_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Mark_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "PanelSeat" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Mark" ("at", "clockOffsetMs", "criterion", "deviceId", "deviceSeq", "deviceTime", "id", "roundId", "seatId", "seq", "source", "teamId", "value") SELECT "at", "clockOffsetMs", "criterion", "deviceId", "deviceSeq", "deviceTime", "id", "roundId", "seatId", "seq", "source", "teamId", "value" FROM "Mark";
DROP TABLE "Mark";
ALTER TABLE "new_Mark" RENAME TO "Mark";
CREATE UNIQUE INDEX "Mark_id_key" ON "Mark"("id");
CREATE INDEX "Mark_roundId_teamId_idx" ON "Mark"("roundId", "teamId");
CREATE INDEX "Mark_seatId_teamId_criterion_idx" ON "Mark"("seatId", "teamId", "criterion");
CREATE TABLE "new_HeldMark" (
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
    "attempt" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "HeldMark_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "HeldMark_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "PanelSeat" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_HeldMark" ("clockOffsetMs", "code", "criterion", "decidedAt", "decidedBy", "decision", "deviceId", "deviceSeq", "deviceTime", "id", "kind", "partKey", "reason", "receivedAt", "roundId", "seatId", "teamId", "value") SELECT "clockOffsetMs", "code", "criterion", "decidedAt", "decidedBy", "decision", "deviceId", "deviceSeq", "deviceTime", "id", "kind", "partKey", "reason", "receivedAt", "roundId", "seatId", "teamId", "value" FROM "HeldMark";
DROP TABLE "HeldMark";
ALTER TABLE "new_HeldMark" RENAME TO "HeldMark";
CREATE INDEX "HeldMark_roundId_decision_idx" ON "HeldMark"("roundId", "decision");
CREATE INDEX "HeldMark_seatId_teamId_idx" ON "HeldMark"("seatId", "teamId");
CREATE INDEX "HeldMark_deviceId_idx" ON "HeldMark"("deviceId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "ClockEvent_id_key" ON "ClockEvent"("id");

-- CreateIndex
CREATE INDEX "ClockEvent_roundId_teamId_partKey_attempt_idx" ON "ClockEvent"("roundId", "teamId", "partKey", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "VoidedAttempt_roundId_teamId_partKey_attempt_key" ON "VoidedAttempt"("roundId", "teamId", "partKey", "attempt");
