-- CreateTable
CREATE TABLE "Freeze" (
    "roundId" TEXT NOT NULL PRIMARY KEY,
    "cause" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "startedBy" TEXT NOT NULL,
    "reason" TEXT,
    "board" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "isRuleDone" BOOLEAN NOT NULL DEFAULT false,
    "thawedAt" DATETIME,
    "thawedBy" TEXT,
    "thawReason" TEXT,
    CONSTRAINT "Freeze_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
