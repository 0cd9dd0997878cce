-- CreateTable
CREATE TABLE "ScreenCode" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "codeHash" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Screen" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "scene" TEXT NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 1,
    "theme" TEXT NOT NULL DEFAULT 'hall',
    "freeBelow" INTEGER NOT NULL DEFAULT 0,
    "claimedBy" TEXT NOT NULL,
    "claimedAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "lastSeenAt" DATETIME,
    "shownSeq" INTEGER,
    "shownScene" TEXT,
    "shownAt" DATETIME,
    "width" INTEGER,
    "height" INTEGER,
    "appVersion" TEXT,
    "roundTripMs" INTEGER,
    "isStale" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Screen_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SlideShow" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "seconds" INTEGER NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "SlideShow_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "ScreenCode_codeHash_key" ON "ScreenCode"("codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "ScreenCode_tokenHash_key" ON "ScreenCode"("tokenHash");

-- CreateIndex
CREATE INDEX "ScreenCode_expiresAt_idx" ON "ScreenCode"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Screen_tokenHash_key" ON "Screen"("tokenHash");

-- CreateIndex
CREATE INDEX "Screen_contestId_idx" ON "Screen"("contestId");

-- CreateIndex
CREATE UNIQUE INDEX "SlideShow_contestId_key" ON "SlideShow"("contestId");
