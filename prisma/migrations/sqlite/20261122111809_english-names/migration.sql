-- AlterTable
ALTER TABLE "Cluster" ADD COLUMN "nameEn" TEXT;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN "nameEn" TEXT;
