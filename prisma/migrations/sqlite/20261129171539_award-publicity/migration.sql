-- AlterTable
ALTER TABLE "AwardDecision" ADD COLUMN "publishedAs" TEXT;
ALTER TABLE "AwardDecision" ADD COLUMN "publishedAt" DATETIME;
