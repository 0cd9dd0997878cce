-- CreateTable
CREATE TABLE "GatePairing" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "deviceId" TEXT,
    CONSTRAINT "GatePairing_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "Gate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "GateDevice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "userAgent" TEXT,
    "pairedAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "operatorId" TEXT,
    "shiftSince" DATETIME,
    "appVersion" TEXT,
    "batteryPercent" INTEGER,
    "isCharging" BOOLEAN,
    "clockOffsetMs" INTEGER,
    "roundTripMs" INTEGER,
    "unsent" INTEGER,
    "bundleRev" INTEGER,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "camera" TEXT,
    CONSTRAINT "GateDevice_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "GateDevice_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "Gate" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "GateDevice_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "GateOperator" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "GateOperator" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "pinHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    CONSTRAINT "GateOperator_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Scan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "deviceId" TEXT,
    "seq" INTEGER,
    "kind" TEXT NOT NULL,
    "checkpointId" TEXT NOT NULL,
    "gate" TEXT NOT NULL,
    "gateGroup" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "operatorName" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "credential" TEXT,
    "delegateId" TEXT,
    "personId" TEXT,
    "method" TEXT NOT NULL,
    "bundleRev" INTEGER NOT NULL,
    "isOffline" BOOLEAN NOT NULL,
    "localCode" TEXT NOT NULL,
    "shown" TEXT,
    "overrideReason" TEXT,
    "tDevice" DATETIME NOT NULL,
    "offsetMs" INTEGER,
    "roundTripMs" INTEGER,
    "bundleIssuedAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "code" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "payloadHash" TEXT NOT NULL,
    "voids" TEXT,
    "reason" TEXT,
    CONSTRAINT "Scan_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Scan_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "GateDevice" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Presence" (
    "checkpointId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "summary" TEXT,
    "times" INTEGER NOT NULL,
    "direction" TEXT,
    "firstAt" DATETIME,
    "lastAt" DATETIME,
    "rev" INTEGER NOT NULL,

    PRIMARY KEY ("checkpointId", "personId"),
    CONSTRAINT "Presence_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AdmissionConflict" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "checkpointId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "scanId" TEXT NOT NULL,
    "canonicalScanId" TEXT,
    "gapMs" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "isUncertain" BOOLEAN NOT NULL,
    "bundleRevs" TEXT NOT NULL,
    "raisedAt" DATETIME NOT NULL,
    "goneAt" DATETIME,
    "resolution" TEXT,
    "reason" TEXT,
    "settledBy" TEXT,
    "settledName" TEXT,
    "settledAt" DATETIME,
    CONSTRAINT "AdmissionConflict_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Conference" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "titleVi" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "hostUnitId" TEXT NOT NULL,
    "contestId" TEXT,
    "plan" TEXT,
    "occasion" TEXT,
    "venue" TEXT,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "isInvented" BOOLEAN NOT NULL DEFAULT false,
    "tag" TEXT NOT NULL,
    "tokenProfile" TEXT NOT NULL DEFAULT 'signed',
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "quorumPercent" INTEGER,
    "presencePercent" INTEGER,
    "namesUntil" DATETIME,
    "rosterRev" INTEGER NOT NULL DEFAULT 0,
    "listRev" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Conference_hostUnitId_fkey" FOREIGN KEY ("hostUnitId") REFERENCES "Unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Conference_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Conference" ("code", "contestId", "createdAt", "endsOn", "hostUnitId", "id", "isInvented", "isPrivate", "kind", "namesUntil", "occasion", "plan", "presencePercent", "quorumPercent", "rosterRev", "startsOn", "status", "tag", "titleEn", "titleVi", "tokenProfile", "venue") SELECT "code", "contestId", "createdAt", "endsOn", "hostUnitId", "id", "isInvented", "isPrivate", "kind", "namesUntil", "occasion", "plan", "presencePercent", "quorumPercent", "rosterRev", "startsOn", "status", "tag", "titleEn", "titleVi", "tokenProfile", "venue" FROM "Conference";
DROP TABLE "Conference";
ALTER TABLE "new_Conference" RENAME TO "Conference";
CREATE UNIQUE INDEX "Conference_code_key" ON "Conference"("code");
CREATE UNIQUE INDEX "Conference_tag_key" ON "Conference"("tag");
CREATE INDEX "Conference_hostUnitId_idx" ON "Conference"("hostUnitId");
CREATE INDEX "Conference_contestId_idx" ON "Conference"("contestId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "GatePairing_tokenHash_key" ON "GatePairing"("tokenHash");

-- CreateIndex
CREATE INDEX "GatePairing_gateId_idx" ON "GatePairing"("gateId");

-- CreateIndex
CREATE UNIQUE INDEX "GateDevice_tokenHash_key" ON "GateDevice"("tokenHash");

-- CreateIndex
CREATE INDEX "GateDevice_conferenceId_idx" ON "GateDevice"("conferenceId");

-- CreateIndex
CREATE INDEX "GateDevice_gateId_idx" ON "GateDevice"("gateId");

-- CreateIndex
CREATE INDEX "GateOperator_conferenceId_idx" ON "GateOperator"("conferenceId");

-- CreateIndex
CREATE INDEX "Scan_checkpointId_personId_idx" ON "Scan"("checkpointId", "personId");

-- CreateIndex
CREATE INDEX "Scan_conferenceId_receivedAt_idx" ON "Scan"("conferenceId", "receivedAt");

-- CreateIndex
CREATE INDEX "Scan_voids_idx" ON "Scan"("voids");

-- CreateIndex
CREATE UNIQUE INDEX "Scan_deviceId_seq_key" ON "Scan"("deviceId", "seq");

-- CreateIndex
CREATE INDEX "Presence_conferenceId_rev_idx" ON "Presence"("conferenceId", "rev");

-- CreateIndex
CREATE INDEX "AdmissionConflict_conferenceId_idx" ON "AdmissionConflict"("conferenceId");
