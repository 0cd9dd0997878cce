-- CreateTable
CREATE TABLE "SlidePicture" (
    "id" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "pictureHash" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SlidePicture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SlidePicture_contestId_idx" ON "SlidePicture"("contestId");

-- CreateIndex
CREATE INDEX "SlidePicture_pictureHash_idx" ON "SlidePicture"("pictureHash");

-- AddForeignKey
ALTER TABLE "SlidePicture" ADD CONSTRAINT "SlidePicture_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlidePicture" ADD CONSTRAINT "SlidePicture_pictureHash_fkey" FOREIGN KEY ("pictureHash") REFERENCES "Picture"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
