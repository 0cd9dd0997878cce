-- AlterTable
ALTER TABLE "ImportBatch" ADD COLUMN "partOf" TEXT;
ALTER TABLE "ImportBatch" ADD COLUMN "planned" INTEGER;

-- CreateIndex
CREATE INDEX "ImportBatch_partOf_idx" ON "ImportBatch"("partOf");
