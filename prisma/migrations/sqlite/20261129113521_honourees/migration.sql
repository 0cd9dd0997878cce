-- CreateTable
CREATE TABLE "Honouree" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "office" TEXT,
    "award" TEXT NOT NULL,
    "stageGroup" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "delegateId" TEXT,
    "delegationId" TEXT,
    "receiverId" TEXT,
    "receiverName" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Honouree_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Honouree_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ProgrammeItem" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Honouree_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Honouree_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Honouree_receiverId_fkey" FOREIGN KEY ("receiverId") REFERENCES "Delegate" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Honouree_conferenceId_idx" ON "Honouree"("conferenceId");

-- CreateIndex
CREATE INDEX "Honouree_itemId_idx" ON "Honouree"("itemId");

-- CreateIndex
CREATE INDEX "Honouree_delegateId_idx" ON "Honouree"("delegateId");

-- CreateIndex
CREATE INDEX "Honouree_delegationId_idx" ON "Honouree"("delegationId");

-- CreateIndex
CREATE INDEX "Honouree_receiverId_idx" ON "Honouree"("receiverId");
