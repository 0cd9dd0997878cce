-- AlterTable
ALTER TABLE "AwardHandOver" ADD COLUMN     "linkedAs" TEXT;
