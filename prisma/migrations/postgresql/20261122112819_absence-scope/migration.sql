-- AlterTable
ALTER TABLE "PanelSeat" ADD COLUMN     "absenceScope" TEXT;
