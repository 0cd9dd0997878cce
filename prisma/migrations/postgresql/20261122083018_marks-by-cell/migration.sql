-- DropIndex
DROP INDEX "Mark_seatId_idx";

-- CreateIndex
CREATE INDEX "Mark_seatId_teamId_criterion_idx" ON "Mark"("seatId", "teamId", "criterion");
