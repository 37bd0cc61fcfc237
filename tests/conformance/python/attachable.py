"""Notes and files: attach, read, change, fetch, delete."""

from urllib.request import urlopen

from quickbooks.objects import Attachable
from quickbooks.objects.base import AttachableRef

from company import CompanyTest


class AttachableNoun(CompanyTest):
    def attached(self, **members):
        made = Attachable()
        link = AttachableRef()
        link.EntityRef = self.customer(f"Holder of {self.id()}"[-90:]).to_ref()
        made.AttachableRef.append(link)
        for name, value in members.items():
            setattr(made, name, value)
        return made

    def test_a_note_is_attached_and_changed(self):
        made = self.attached(Note="call first")
        made.save(qb=self.qb)
        read = Attachable.get(made.Id, qb=self.qb)
        self.assertEqual(read.Note, "call first")
        self.assertEqual(read.AttachableRef[0].EntityRef.value, made.AttachableRef[0].EntityRef.value)
        read.Note = "write first"
        read.save(qb=self.qb)
        self.assertEqual(Attachable.get(made.Id, qb=self.qb).Note, "write first")

    def test_a_file_is_sent_and_fetched(self):
        made = self.attached(FileName="plan.txt", ContentType="text/plain", _FileBytes=b"the plan")
        made.save(qb=self.qb)
        read = Attachable.get(made.Id, qb=self.qb)
        self.assertEqual((read.FileName, read.Size), ("plan.txt", 8))
        with urlopen(read.TempDownloadUri) as file:
            self.assertEqual(file.read(), b"the plan")

    def test_a_note_or_a_file_is_needed(self):
        with self.refused(6000, "You must have at least a note string or file attachment"):
            self.attached().save(qb=self.qb)

    def test_a_deleted_one_is_gone(self):
        made = self.attached(Note="gone soon")
        made = made.save(qb=self.qb)
        made.delete(qb=self.qb)
        with self.refused(610):
            Attachable.get(made.Id, qb=self.qb)
