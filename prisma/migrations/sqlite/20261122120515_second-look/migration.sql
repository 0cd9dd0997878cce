-- AlterTable
ALTER TABLE "Mark" ADD COLUMN "movedFrom" INTEGER;

-- CreateTable
CREATE TABLE "SecondLook" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "criterion" TEXT,
    "value" TEXT,
    "note" TEXT,
    "askedBy" TEXT NOT NULL,
    "askedName" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "answer" TEXT,
    "answerReason" TEXT,
    "answeredBy" TEXT,
    "answeredAt" DATETIME,
    CONSTRAINT "SecondLook_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SecondLook_roundId_answer_idx" ON "SecondLook"("roundId", "answer");

-- CreateIndex
CREATE INDEX "SecondLook_seatId_teamId_idx" ON "SecondLook"("seatId", "teamId");
