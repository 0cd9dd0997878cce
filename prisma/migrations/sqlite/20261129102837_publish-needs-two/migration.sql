-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Contest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "titleVi" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "hostUnitId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "plan" TEXT,
    "occasion" TEXT,
    "venue" TEXT,
    "startsOn" TEXT,
    "endsOn" TEXT,
    "status" TEXT NOT NULL,
    "isInvented" BOOLEAN NOT NULL DEFAULT false,
    "publishNeedsTwo" BOOLEAN NOT NULL DEFAULT false,
    "registration" TEXT NOT NULL DEFAULT 'closed',
    "registrationClosesAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Contest_hostUnitId_fkey" FOREIGN KEY ("hostUnitId") REFERENCES "Unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Contest" ("code", "createdAt", "endsOn", "hostUnitId", "id", "isInvented", "level", "occasion", "plan", "registration", "registrationClosesAt", "startsOn", "status", "titleEn", "titleVi", "venue") SELECT "code", "createdAt", "endsOn", "hostUnitId", "id", "isInvented", "level", "occasion", "plan", "registration", "registrationClosesAt", "startsOn", "status", "titleEn", "titleVi", "venue" FROM "Contest";
DROP TABLE "Contest";
ALTER TABLE "new_Contest" RENAME TO "Contest";
CREATE UNIQUE INDEX "Contest_code_key" ON "Contest"("code");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
