-- AlterTable
ALTER TABLE "ImportBatch" ADD COLUMN "endedAt" DATETIME;
ALTER TABLE "ImportBatch" ADD COLUMN "listId" TEXT;
ALTER TABLE "ImportBatch" ADD COLUMN "stopAskedAt" DATETIME;
ALTER TABLE "ImportBatch" ADD COLUMN "wroteAt" DATETIME;

-- CreateIndex
CREATE INDEX "ImportBatch_listId_idx" ON "ImportBatch"("listId");
