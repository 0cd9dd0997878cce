-- AlterTable
ALTER TABLE "Mark" ADD COLUMN     "clockOffsetMs" INTEGER;
