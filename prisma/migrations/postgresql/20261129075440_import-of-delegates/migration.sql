-- AlterTable
ALTER TABLE "ImportBatch" ADD COLUMN     "conferenceId" TEXT;
