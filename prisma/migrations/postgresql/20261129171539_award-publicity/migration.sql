-- AlterTable
ALTER TABLE "AwardDecision" ADD COLUMN     "publishedAs" TEXT,
ADD COLUMN     "publishedAt" TIMESTAMP(3);
