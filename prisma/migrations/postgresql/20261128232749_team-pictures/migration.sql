-- AlterTable
ALTER TABLE "Team" ADD COLUMN     "pictureHash" TEXT;

-- CreateTable
CREATE TABLE "Picture" (
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Picture_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "Team_pictureHash_idx" ON "Team"("pictureHash");

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_pictureHash_fkey" FOREIGN KEY ("pictureHash") REFERENCES "Picture"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
