-- CreateTable
CREATE TABLE "RollCall" (
    "conferenceId" TEXT NOT NULL,
    "closedAt" TIMESTAMP(3),
    "screenHash" TEXT,
    "screenMadeAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RollCall_pkey" PRIMARY KEY ("conferenceId")
);

-- CreateIndex
CREATE UNIQUE INDEX "RollCall_screenHash_key" ON "RollCall"("screenHash");

-- AddForeignKey
ALTER TABLE "RollCall" ADD CONSTRAINT "RollCall_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;
