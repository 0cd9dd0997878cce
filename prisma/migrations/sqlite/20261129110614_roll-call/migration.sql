-- CreateTable
CREATE TABLE "RollCall" (
    "conferenceId" TEXT NOT NULL PRIMARY KEY,
    "closedAt" DATETIME,
    "screenHash" TEXT,
    "screenMadeAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "RollCall_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "RollCall_screenHash_key" ON "RollCall"("screenHash");
