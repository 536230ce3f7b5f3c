"""The list of bundles."""
import json
import os
import shutil
import unittest

from support import ServerCase, make_bundle


class Bundles(ServerCase):
    def listing(self):
        response = self.get("/api/bundles")
        self.assertEqual((response.status, response.one("Content-Type")), (200, "application/json"))
        return json.loads(response.body)

    def test_a_bundle_is_listed_with_what_its_descriptor_says(self):
        self.assertIn({"id": "first", "title": "The first", "purpose": "training", "cases": 7, "url": "bundles/first/"},
                      self.listing())

    def test_its_address_leads_to_it(self):
        url = "/" + self.listing()[0]["url"] + "datapackage.json"
        self.assertEqual(json.loads(self.get(url).body)["title"], "The first")

    def test_a_bundle_that_appears_later_is_listed(self):
        folder = self.folder / "bundles" / "later"
        make_bundle(folder, "Später 🗂", "calibration", (1,))
        self.addCleanup(shutil.rmtree, folder)
        row = next(row for row in self.listing() if row["id"] == "later")
        self.assertEqual((row["title"], row["purpose"], row["cases"]), ("Später 🗂", "calibration", 1))

    def test_a_broken_descriptor_hides_its_own_bundle_only(self):
        broken = ('{"resources": ', "[]", "7", '{"resources": 3}', '{"title": "x"}', "\0", "[" * 100000,
                  '{"resources": [null]}')
        for number, text in enumerate(broken):
            folder = self.folder / "bundles" / f"broken-{number}"
            folder.mkdir()
            self.addCleanup(shutil.rmtree, folder)
            (folder / "datapackage.json").write_text(text)
            with self.subTest(text=text[:30]):
                self.assertEqual([row["id"] for row in self.listing()], ["first"])

    def test_an_oversized_descriptor_is_not_read(self):
        folder = self.folder / "bundles" / "huge"
        make_bundle(folder, "Huge")
        self.addCleanup(shutil.rmtree, folder)
        os.truncate(folder / "datapackage.json", 9 << 20)
        self.assertEqual([row["id"] for row in self.listing()], ["first"])

    def test_two_folders_of_one_name_get_two_ids(self):
        other = self.folder / "elsewhere"
        make_bundle(other / "first", "Another first")
        self.server.catalogue._folders.append(other)
        self.addCleanup(self.server.catalogue._folders.remove, other)
        self.assertEqual([row["id"] for row in self.listing()], ["first", "first-2"])
        self.assertIn(b"Another first", self.get("/bundles/first-2/datapackage.json").body)

    def test_an_id_is_safe_in_an_address_whatever_the_folder_is_called(self):
        folder = self.folder / "bundles" / "öd <name> %41"
        make_bundle(folder, "Odd")
        self.addCleanup(shutil.rmtree, folder)
        row = next(row for row in self.listing() if row["title"] == "Odd")
        self.assertRegex(row["id"], r"^[A-Za-z0-9._-]+$")
        self.assertEqual(self.get("/" + row["url"] + "datapackage.json").status, 200)


if __name__ == "__main__":
    unittest.main()
