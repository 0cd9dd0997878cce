-- CreateTable
CREATE TABLE "Ceremony" (
    "id" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "script" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sheetHash" TEXT NOT NULL,
    "reason" TEXT,
    "screenKey" TEXT NOT NULL,
    "rehearsalNames" TEXT NOT NULL DEFAULT 'invented',
    "step" INTEGER NOT NULL DEFAULT 0,
    "isHeld" BOOLEAN NOT NULL DEFAULT false,
    "seq" INTEGER NOT NULL,
    "builtBy" TEXT NOT NULL,
    "builtAt" TIMESTAMP(3) NOT NULL,
    "confirmedBy" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "startedBy" TEXT,
    "startedAt" TIMESTAMP(3),
    "endedBy" TEXT,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Ceremony_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Ceremony_roundId_seq_key" ON "Ceremony"("roundId", "seq");

-- AddForeignKey
ALTER TABLE "Ceremony" ADD CONSTRAINT "Ceremony_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
