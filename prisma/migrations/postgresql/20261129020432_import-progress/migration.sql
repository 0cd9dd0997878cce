-- AlterTable
ALTER TABLE "ImportBatch" ADD COLUMN     "endedAt" TIMESTAMP(3),
ADD COLUMN     "listId" TEXT,
ADD COLUMN     "stopAskedAt" TIMESTAMP(3),
ADD COLUMN     "wroteAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "ImportBatch_listId_idx" ON "ImportBatch"("listId");
