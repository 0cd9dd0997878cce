-- CreateTable
CREATE TABLE "SlidePicture" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "pictureHash" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SlidePicture_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SlidePicture_pictureHash_fkey" FOREIGN KEY ("pictureHash") REFERENCES "Picture" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SlidePicture_contestId_idx" ON "SlidePicture"("contestId");

-- CreateIndex
CREATE INDEX "SlidePicture_pictureHash_idx" ON "SlidePicture"("pictureHash");
