-- AlterTable
ALTER TABLE "ResultVersion" ADD COLUMN     "proof" TEXT;
