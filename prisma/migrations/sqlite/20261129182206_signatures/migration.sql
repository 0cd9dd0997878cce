-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_SignedCertificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificateId" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "sourceHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "signer" TEXT,
    "signatures" TEXT NOT NULL DEFAULT '[]',
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "SignedCertificate_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "AwardCertificate" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SignedCertificate_hash_fkey" FOREIGN KEY ("hash") REFERENCES "StoredFile" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_SignedCertificate" ("at", "byName", "certificateId", "fileName", "hash", "how", "id", "signer", "sourceHash") SELECT "at", "byName", "certificateId", "fileName", "hash", "how", "id", "signer", "sourceHash" FROM "SignedCertificate";
DROP TABLE "SignedCertificate";
ALTER TABLE "new_SignedCertificate" RENAME TO "SignedCertificate";
CREATE INDEX "SignedCertificate_certificateId_idx" ON "SignedCertificate"("certificateId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
