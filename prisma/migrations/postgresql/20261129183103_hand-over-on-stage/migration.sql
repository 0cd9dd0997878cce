-- AlterTable
ALTER TABLE "AwardDecision" ADD COLUMN     "stageVersion" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "AwardHandOver" ADD COLUMN     "cameFrom" TEXT,
ADD COLUMN     "certificateId" TEXT;

-- CreateIndex
CREATE INDEX "AwardHandOver_certificateId_idx" ON "AwardHandOver"("certificateId");

-- AddForeignKey
ALTER TABLE "AwardHandOver" ADD CONSTRAINT "AwardHandOver_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "AwardCertificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
