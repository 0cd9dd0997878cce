-- AlterTable
ALTER TABLE "Contest" ADD COLUMN     "publishNeedsTwo" BOOLEAN NOT NULL DEFAULT false;
