-- DropIndex
DROP INDEX "AwardDecision_issuerId_number_key";

-- AlterTable
ALTER TABLE "AwardDecision" ADD COLUMN "proposedPersonId" TEXT;

-- AlterTable
ALTER TABLE "AwardRecipient" ADD COLUMN "batchId" TEXT;
ALTER TABLE "AwardRecipient" ADD COLUMN "place" INTEGER;

-- CreateIndex
CREATE INDEX "AwardDecision_issuerId_number_idx" ON "AwardDecision"("issuerId", "number");
