-- CreateTable
CREATE TABLE "Picture" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Team" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "clusterId" TEXT,
    "invitationId" TEXT,
    "status" TEXT NOT NULL,
    "isGuest" BOOLEAN NOT NULL DEFAULT false,
    "modelTitle" TEXT,
    "modelSummary" TEXT,
    "stageNeeds" TEXT,
    "contactName" TEXT,
    "contactPhone" TEXT,
    "returnReason" TEXT,
    "withdrawnAt" DATETIME,
    "withdrawnReason" TEXT,
    "createdAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "pictureHash" TEXT,
    CONSTRAINT "Team_pictureHash_fkey" FOREIGN KEY ("pictureHash") REFERENCES "Picture" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Team_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Team_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Team_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "TeamInvitation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Team" ("clusterId", "code", "contactName", "contactPhone", "contestId", "createdAt", "id", "invitationId", "isGuest", "modelSummary", "modelTitle", "name", "returnReason", "stageNeeds", "status", "version", "withdrawnAt", "withdrawnReason") SELECT "clusterId", "code", "contactName", "contactPhone", "contestId", "createdAt", "id", "invitationId", "isGuest", "modelSummary", "modelTitle", "name", "returnReason", "stageNeeds", "status", "version", "withdrawnAt", "withdrawnReason" FROM "Team";
DROP TABLE "Team";
ALTER TABLE "new_Team" RENAME TO "Team";
CREATE INDEX "Team_clusterId_idx" ON "Team"("clusterId");
CREATE INDEX "Team_pictureHash_idx" ON "Team"("pictureHash");
CREATE UNIQUE INDEX "Team_contestId_code_key" ON "Team"("contestId", "code");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
