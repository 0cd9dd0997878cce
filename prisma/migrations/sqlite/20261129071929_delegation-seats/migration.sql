-- CreateTable
CREATE TABLE "SeatHolding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "delegateId" TEXT NOT NULL,
    "reason" TEXT,
    "authorisedBy" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    "until" DATETIME,
    CONSTRAINT "SeatHolding_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SeatHolding_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SeatHolding_conferenceId_idx" ON "SeatHolding"("conferenceId");

-- CreateIndex
CREATE INDEX "SeatHolding_seatId_idx" ON "SeatHolding"("seatId");

-- CreateIndex
CREATE INDEX "SeatHolding_delegateId_idx" ON "SeatHolding"("delegateId");
