-- AlterTable
ALTER TABLE "Mark" ADD COLUMN     "movedFrom" INTEGER;

-- CreateTable
CREATE TABLE "SecondLook" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "criterion" TEXT,
    "value" TEXT,
    "note" TEXT,
    "askedBy" TEXT NOT NULL,
    "askedName" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "answer" TEXT,
    "answerReason" TEXT,
    "answeredBy" TEXT,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "SecondLook_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SecondLook_roundId_answer_idx" ON "SecondLook"("roundId", "answer");

-- CreateIndex
CREATE INDEX "SecondLook_seatId_teamId_idx" ON "SecondLook"("seatId", "teamId");

-- AddForeignKey
ALTER TABLE "SecondLook" ADD CONSTRAINT "SecondLook_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
