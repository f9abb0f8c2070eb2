#include "fuzz/targets.hpp"

namespace clinic::fuzz {

using namespace std::string_view_literals;

const std::vector<Target>& targets()
{
    static const std::vector<Target> all{
        {"request", request,
            {"GET /api/patients?q=a%20b HTTP/1.1\r\nHost: localhost:8080\r\nAccept: */*\r\n\r\n"sv,
                "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"sv,
                "POST /api/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                "5;x=y\r\nhello\r\n0\r\nT: v\r\n\r\n"sv,
                "HEAD http://a.example/x HTTP/1.0\r\nHost: a.example\r\nConnection: "
                "keep-alive\r\nExpect: 100-continue\r\n\r\n"sv}},
        {"address", address,
            {"/api/patients/0199?q=%C3%A9t%C3%A9+x&limit=5"sv, "http://a.example:80/p?x=1"sv,
                "for=192.0.2.1;proto=https, for=\"[2001:db8::1]:443\""sv, "10.0.0.0/8"sv,
                "::ffff:192.0.2.1"sv}},
        {"json", json,
            {R"({"id":"0199a0a0-0000-7000-8000-000000000001","name":"Zoé","count":3,"price":)"
             R"({"amount":1250,"currency":"EUR"},"at":"2026-11-20T10:30:00Z","day":"2026-11-20",)"
             R"("time":"08:30","kind":"b","ratio":0.5,"on":true,"list":["a","b"],"note":null})"sv,
                R"({"inner":{"inner":{"name":"x"}},"change":null})"sv,
                R"({"name":"\ud83d\ude00"})"sv}},
        {"token", token,
            {R"({"iss":"clinic","aud":"clinic","iat":1000,"exp":2000,"sub":"x"})"sv,
                R"({"iss":"clinic","aud":"clinic","iat":1000,"exp":2000,"nbf":1000,"a":{"b":[1]}})"sv,
                "eyJhbGciOiJFZERTQSIsImtpZCI6ImsiLCJ0eXAiOiJhdCtqd3QifQ.e30.AAAA"sv}},
        {"form", form,
            {"--b\r\nContent-Disposition: form-data; "
             "name=\"n\"\r\n\r\nv\r\n--b\r\nContent-Disposition: "
             "form-data; name=f; filename=\"a%22\\\"b.png\"\r\nContent-Type: image/png\r\n\r\n\r\n--\r\n--b--\r\n"sv,
                "--b--\r\n"sv, "multipart/form-data; boundary=\"x\""sv, "bytes=10-20"sv,
                "bytes=-5"sv, "R\xc3\xa9sum\xc3\xa9 \"x\".pdf"sv}},
        {"content", content,
            {"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x21\xfe\x02hi\0\x2c\0\0\0\0\x02\0\x01\0"
             "\0\x02\x02"
             "\x44\x0a\0\x3b"sv,
                "\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x02\x7f\xff\xd9"sv,
                "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0"
                "\0\0IEND"
                "\xae\x42\x60\x82"sv,
                "%PDF-1.4\nstartxref\n0\n%%EOF"sv,
                "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"sv}},
        {"webauthn", webauthn,
            {"\xa3\x63"
             "fmt\x64none\x67"
             "attStmt\xa0\x68"
             "authData\x44\0\0\0\0"sv,
                "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"
                "\xd7\x5a\x98\x01\x82\xb1\x0a\xb7\xd5\x4b\xfe\xd3\xc9\x64\x07\x3a\x0e\xe1\x72"
                "\xf3\xda\xa6\x23\x25\xaf\x02\x1a\x68\xf7\x07\x51\x1a"sv,
                // Flags UP, UV, AT; a credential id of one byte; an Ed25519 key.
                "\x45\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1x"
                "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"
                "\xd7\x5a\x98\x01\x82\xb1\x0a\xb7\xd5\x4b\xfe\xd3\xc9\x64\x07\x3a\x0e\xe1\x72"
                "\xf3\xda\xa6\x23\x25\xaf\x02\x1a\x68\xf7\x07\x51\x1a"sv,
                R"({"type":"webauthn.get","challenge":"AAAA","origin":"http://localhost"})"sv,
                "\x98\x18\x00\x17\x19\x01\x00\x5f\xff\x9f\xff\xf6\xfb\xc0"sv}},
        {"ical", ical,
            {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/"
             "Paris:20260105T090000\r\nDTEND;TZID=Europe/Paris:20260105T100000\r\n"
             "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270101T000000Z\r\n"
             "EXDATE;TZID=Europe/Paris:20260112T090000\r\nEND:VEVENT\r\n"
             "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/Paris:20260119T090000\r\n"
             "DTSTART:20260119T130000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"sv,
                "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Romance Standard Time\nBEGIN:STANDARD\n"
                "DTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
                "DTSTART:20000101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
                "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
                "BEGIN:VEVENT\nDTSTART;TZID=Romance Standard Time:20260601T090000\n"
                "DTEND;TZID=\"Romance Standard Time\":20260601T093000\n"
                "RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR;COUNT=5\nEND:VEVENT\n"
                "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260714\nRRULE:FREQ=YEARLY;INTERVAL=2\n"
                "TRANSP:OPAQUE\nRDATE;VALUE=DATE:20260801,20260802\nEND:VEVENT\nEND:VCALENDAR\n"sv}},
        {"log_line", log_line,
            {R"({"ts":"2026-11-27T10:00:00.000Z","level":"warn","module":"db","event":"db.trouble",)"
             R"("request_id":"r-1","what":"a \"b\"","n":3})"sv}},
    };
    return all;
}

} // namespace clinic::fuzz
