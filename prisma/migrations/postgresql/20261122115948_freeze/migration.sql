-- CreateTable
CREATE TABLE "Freeze" (
    "roundId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "startedBy" TEXT NOT NULL,
    "reason" TEXT,
    "board" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "isRuleDone" BOOLEAN NOT NULL DEFAULT false,
    "thawedAt" TIMESTAMP(3),
    "thawedBy" TEXT,
    "thawReason" TEXT,

    CONSTRAINT "Freeze_pkey" PRIMARY KEY ("roundId")
);

-- AddForeignKey
ALTER TABLE "Freeze" ADD CONSTRAINT "Freeze_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
