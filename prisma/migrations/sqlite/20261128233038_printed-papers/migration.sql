-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_PrintedRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "isDraft" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "contentHash" TEXT NOT NULL DEFAULT '',
    "printedBy" TEXT NOT NULL,
    "printedName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "withdrawnBy" TEXT,
    "withdrawnName" TEXT,
    "withdrawnNote" TEXT,
    CONSTRAINT "PrintedRecord_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_PrintedRecord" ("at", "contestId", "id", "kind", "printedBy", "printedName", "roundId", "version") SELECT "at", "contestId", "id", "kind", "printedBy", "printedName", "roundId", "version" FROM "PrintedRecord";
DROP TABLE "PrintedRecord";
ALTER TABLE "new_PrintedRecord" RENAME TO "PrintedRecord";
CREATE INDEX "PrintedRecord_roundId_version_idx" ON "PrintedRecord"("roundId", "version");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
