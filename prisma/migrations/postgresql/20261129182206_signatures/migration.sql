-- AlterTable
ALTER TABLE "SignedCertificate" ADD COLUMN     "signatures" TEXT NOT NULL DEFAULT '[]';
