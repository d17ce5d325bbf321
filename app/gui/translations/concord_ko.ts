<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>Application</name>
    <message>
        <source>There is no Concord project in "%1".</source>
        <translation>"%1" 폴더에는 Concord 프로젝트가 없습니다.</translation>
    </message>
    <message>
        <source>"%1" is open in another program: close that first.</source>
        <translation>"%1"은(는) 다른 프로그램에서 열려 있습니다. 먼저 그 프로그램을 닫으십시오.</translation>
    </message>
    <message>
        <source>"%1" was made by a newer version of Concord.</source>
        <translation>"%1"은(는) 더 새로운 버전의 Concord에서 만들어졌습니다.</translation>
    </message>
    <message>
        <source>"%1" cannot be opened: %2</source>
        <translation>"%1"을(를) 열 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The password file cannot be used: there is none, it is empty, or others may read it.</source>
        <translation>비밀번호 파일을 쓸 수 없습니다. 파일이 없거나 비어 있거나 다른 사람이 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>This project has accounts: say who you are with --user and --password-file.</source>
        <translation>계정이 있는 프로젝트입니다. --user 와 --password-file 로 본인을 알리십시오.</translation>
    </message>
    <message>
        <source>Name and password do not fit.</source>
        <translation>이름과 비밀번호가 맞지 않습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::DiskWatch</name>
    <message>
        <source>▲ Disk full but for %1: edits will soon not be saved</source>
        <translation>▲ 디스크 여유 %1: 곧 편집을 저장할 수 없게 됩니다</translation>
    </message>
    <message>
        <source>▲ Disk nearly full: %1 left</source>
        <translation>▲ 디스크가 거의 찼습니다: %1 남음</translation>
    </message>
    <message>
        <source>Make room on the disk that holds the project. What is saved stays saved; an edit that cannot be saved is refused and said.</source>
        <translation>프로젝트가 있는 디스크에 공간을 확보하십시오. 저장된 내용은 그대로 남습니다. 저장할 수 없는 편집은 받지 않고 알려 드립니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::KeyListPanel</name>
    <message>
        <source>All keys</source>
        <translation>모든 단축키</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>모든 키 초기화</translation>
    </message>
    <message>
        <source>Card to print ...</source>
        <translation>인쇄용 카드 …</translation>
    </message>
    <message>
        <source>One page of A4 with these keys, as PDF</source>
        <translation>이 단축키를 A4 한 장에 담은 파일로 저장</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>All keys are as the program comes.</source>
        <translation>모든 키를 처음 상태로 되돌렸습니다.</translation>
    </message>
    <message>
        <source>%1: change the key</source>
        <translation>%1: 키 바꾸기</translation>
    </message>
    <message>
        <source>Click, then press the new key</source>
        <translation>클릭한 뒤 새 키를 누르십시오</translation>
    </message>
    <message>
        <source>Press the new key for: %1.   Esc leaves it.</source>
        <translation>새 키를 누르십시오: %1.   Esc는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>press ...</source>
        <translation>누르기 …</translation>
    </message>
    <message>
        <source>No key was changed.</source>
        <translation>바꾼 키가 없습니다.</translation>
    </message>
    <message>
        <source>Exchanged: %1 is now %2, %3 is now %4.</source>
        <translation>서로 바꿈: %1 키는 이제 %2, %3 키는 이제 %4입니다.</translation>
    </message>
    <message>
        <source>%1 is now %2.</source>
        <translation>%1 키는 이제 %2입니다.</translation>
    </message>
    <message>
        <source>%1 is taken: %2. Press it again to exchange the two, or another key; Esc leaves it.</source>
        <translation>%1 키는 이미 쓰입니다: %2. 다시 누르면 서로 바꿉니다. 다른 키를 눌러도 되며, Esc는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>%1 cannot be changed. Press another key; Esc leaves it.</source>
        <translation>%1 키는 바꿀 수 없습니다. 다른 키를 누르십시오. Esc는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Click on a key to change it.</source>
        <translation>키를 클릭하면 바꿀 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::ReviewPanel</name>
    <message>
        <source>Review of your reading</source>
        <translation>내 판독 검토</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ 이전</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>다음 ›</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>나가기</translation>
    </message>
    <message>
        <source>Submit   Ctrl+Enter</source>
        <translation>제출   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Submit this reading</source>
        <translation>이 판독 제출</translation>
    </message>
    <message>
        <source>Review   %1 of %2</source>
        <translation>검토   %2개 중 %1번째</translation>
    </message>
    <message>
        <source>Nothing is said about it.</source>
        <translation>기술한 내용이 없습니다.</translation>
    </message>
    <message>
        <source>Not described: %1</source>
        <translation>기술하지 않음: %1</translation>
    </message>
    <message>
        <source>The answers</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>No question is answered.</source>
        <translation>응답한 질문이 없습니다.</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>제출됨</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>빠진 것</translation>
    </message>
    <message>
        <source>No finding is drawn.</source>
        <translation>그린 소견이 없습니다.</translation>
    </message>
    <message>
        <source>Finding %1, not described: %2</source>
        <translation>소견 %1, 기술하지 않음: %2</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>빠진 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::ThumbnailStrip</name>
    <message>
        <source>Images of the case</source>
        <translation>증례의 영상</translation>
    </message>
    <message>
        <source>findings: %1</source>
        <translation>소견 %1개</translation>
    </message>
    <message>
        <source>hangs now</source>
        <translation>지금 표시 중</translation>
    </message>
    <message>
        <source>does not hang now</source>
        <translation>지금 표시하지 않음</translation>
    </message>
</context>
<context>
    <name>HangingView</name>
    <message>
        <source>Side unknown: the file does not say left or right</source>
        <translation>좌우 불명: 파일에 좌우 정보가 없음</translation>
    </message>
    <message>
        <source>View unknown: the file does not say CC or MLO</source>
        <translation>촬영 방향 불명: 파일에 CC/MLO 정보가 없음</translation>
    </message>
    <message>
        <source>Orientation missing: chest wall side taken from the pixels</source>
        <translation>방향 태그 없음: 흉벽 쪽을 화소에서 판단함</translation>
    </message>
    <message>
        <source>Tags and pixels disagree about the chest wall: hung by the tags</source>
        <translation>흉벽 쪽이 태그와 화소에서 서로 다름: 태그대로 배치함</translation>
    </message>
    <message>
        <source>Magnification or spot view: not at the size of the others</source>
        <translation>확대 또는 국소 압박 촬영: 다른 영상과 크기가 다름</translation>
    </message>
    <message>
        <source>No pixel size in the file: not at the size of the others</source>
        <translation>파일에 화소 크기 없음: 다른 영상과 크기가 다름</translation>
    </message>
    <message>
        <source>Several examinations without dates: which is the newest is unknown</source>
        <translation>날짜 없는 검사가 여럿임: 어느 것이 최근인지 알 수 없음</translation>
    </message>
    <message>
        <source>prior</source>
        <translation>과거</translation>
    </message>
</context>
<context>
    <name>IntakeWords</name>
    <message>
        <source>Basic</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Curation</source>
        <translation>판독·학습용</translation>
    </message>
    <message>
        <source>Programme release</source>
        <translation>구축 사업 반출</translation>
    </message>
    <message>
        <source>The standard's basic profile without any option: the least is left. Dates, ages and descriptions go.</source>
        <translation>표준의 기본 프로파일, 선택 사항 없음. 가장 적게 남깁니다. 날짜, 나이, 설명이 지워집니다.</translation>
    </message>
    <message>
        <source>For data sets that readers and models work on: dates moved by each patient's own number of days, age and sex kept, descriptions cut down to radiological words.</source>
        <translation>판독과 모델 학습용: 날짜는 환자마다 정해진 일수만큼 옮기고, 나이와 성별은 남기며, 설명은 영상의학 용어만 남깁니다.</translation>
    </message>
    <message>
        <source>The release of the data-building programme: every date 19000101, patients numbered by class, the device kept. Needs a table of patients with their classes.</source>
        <translation>데이터 구축 사업의 반출 형식: 모든 날짜는 19000101, 환자 번호는 분류별, 장비 정보는 남깁니다. 분류가 적힌 환자 표가 필요합니다.</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>통계 작성</translation>
    </message>
    <message>
        <source>Scientific research</source>
        <translation>과학적 연구</translation>
    </message>
    <message>
        <source>Archiving in the public interest</source>
        <translation>공익적 기록 보존</translation>
    </message>
    <message>
        <source>With the person's consent</source>
        <translation>정보주체 동의</translation>
    </message>
    <message>
        <source>=  kept</source>
        <translation>=  유지</translation>
    </message>
    <message>
        <source>×  removed</source>
        <translation>×  삭제</translation>
    </message>
    <message>
        <source>○  emptied</source>
        <translation>○  비움</translation>
    </message>
    <message>
        <source>↻  replaced</source>
        <translation>↻  대체</translation>
    </message>
    <message>
        <source>+  added</source>
        <translation>+  추가</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>빈 값</translation>
    </message>
    <message>
        <source>date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>날짜와 시각</translation>
    </message>
    <message>
        <source>age</source>
        <translation>나이</translation>
    </message>
    <message>
        <source>name of a person</source>
        <translation>사람 이름</translation>
    </message>
    <message>
        <source>short text</source>
        <translation>짧은 글</translation>
    </message>
    <message>
        <source>number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>UID</source>
        <translation>UID</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>writing nobody could read</source>
        <translation>읽지 못한 글자</translation>
    </message>
    <message>
        <source>the file says it has writing</source>
        <translation>파일에 글자가 있다고 적혀 있음</translation>
    </message>
    <message>
        <source>drawn by a person</source>
        <translation>사람이 표시함</translation>
    </message>
    <message>
        <source>name of the patient</source>
        <translation>환자 이름</translation>
    </message>
    <message>
        <source>ID of the patient</source>
        <translation>환자 번호</translation>
    </message>
    <message>
        <source>date of birth</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>date of the study</source>
        <translation>검사일</translation>
    </message>
    <message>
        <source>accession number</source>
        <translation>접수 번호</translation>
    </message>
    <message>
        <source>name of the institution</source>
        <translation>기관 이름</translation>
    </message>
    <message>
        <source>part of the file's name</source>
        <translation>파일 이름의 일부</translation>
    </message>
    <message>
        <source>A DICOMDIR is an index of names, not an image.</source>
        <translation>DICOMDIR은 영상이 아니라 이름 목록입니다.</translation>
    </message>
    <message>
        <source>Neither a DICOM file nor a picture.</source>
        <translation>DICOM 파일도 그림도 아닙니다.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>빈 파일입니다.</translation>
    </message>
    <message>
        <source>The file holds no data set.</source>
        <translation>파일에 데이터가 없습니다.</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>파일을 열 수 없습니다.</translation>
    </message>
    <message>
        <source>The file is cut off.</source>
        <translation>파일이 중간에 끊겼습니다.</translation>
    </message>
    <message>
        <source>The picture cannot be decoded.</source>
        <translation>영상을 풀 수 없습니다.</translation>
    </message>
    <message>
        <source>A link or device, not a file.</source>
        <translation>파일이 아니라 링크나 장치입니다.</translation>
    </message>
    <message>
        <source>A DICOM object without a picture.</source>
        <translation>영상이 없는 DICOM 객체입니다.</translation>
    </message>
    <message>
        <source>Its compression (transfer syntax) is not known.</source>
        <translation>알 수 없는 압축(전송 구문)입니다.</translation>
    </message>
    <message>
        <source>It needs more memory than there is.</source>
        <translation>메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>It is larger than this program allows.</source>
        <translation>허용된 크기보다 큽니다.</translation>
    </message>
    <message>
        <source>The table of patients gives it no class or ID.</source>
        <translation>환자 표에 분류나 번호가 없습니다.</translation>
    </message>
    <message>
        <source>Not a picture of this project's kind.</source>
        <translation>이 프로젝트 종류의 영상이 아닙니다.</translation>
    </message>
    <message>
        <source>The source folder is not there.</source>
        <translation>원본 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Name a key file.</source>
        <translation>키 파일을 지정하십시오.</translation>
    </message>
    <message>
        <source>Source and project must not lie inside each other.</source>
        <translation>원본과 프로젝트는 서로 안에 있을 수 없습니다.</translation>
    </message>
    <message>
        <source>The key lies inside the source or the project: keep it elsewhere, it could undo everything.</source>
        <translation>키가 원본이나 프로젝트 안에 있습니다. 모든 것을 되돌릴 수 있으니 다른 곳에 두십시오.</translation>
    </message>
    <message>
        <source>The target folder is not empty.</source>
        <translation>대상 폴더가 비어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Target and source must not lie inside each other.</source>
        <translation>대상과 원본은 서로 안에 있을 수 없습니다.</translation>
    </message>
    <message>
        <source>The target is not a folder.</source>
        <translation>대상이 폴더가 아닙니다.</translation>
    </message>
    <message>
        <source>Say first who decides: fill in the operator.</source>
        <translation>먼저 누가 판단하는지 처리자를 적으십시오.</translation>
    </message>
    <message>
        <source>With a ledger a reviewer has to approve: name one.</source>
        <translation>대장을 쓰면 검토자의 승인이 필요합니다. 검토자를 적으십시오.</translation>
    </message>
    <message>
        <source>Writing that stays needs a reason.</source>
        <translation>글자를 남기려면 사유가 필요합니다.</translation>
    </message>
    <message>
        <source>rule of the profile</source>
        <translation>프로파일 규칙</translation>
    </message>
    <message>
        <source>▲  to decide</source>
        <translation>▲  판단 필요</translation>
    </message>
    <message>
        <source>■  hide (device)</source>
        <translation>■  가림 (장비)</translation>
    </message>
    <message>
        <source>■  hide</source>
        <translation>■  가림</translation>
    </message>
    <message>
        <source>○  keep</source>
        <translation>○  남김</translation>
    </message>
    <message>
        <source>Writing in the picture awaits a decision.</source>
        <translation>영상 속 글자에 대한 판단을 기다립니다.</translation>
    </message>
    <message>
        <source>Stopped by the leak gate: an identifier was left.</source>
        <translation>유출 검사에서 멈춤: 식별자가 남았습니다.</translation>
    </message>
    <message>
        <source>The file does not follow its format.</source>
        <translation>파일이 형식에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>No run has reached the end.</source>
        <translation>아직 처리를 끝까지 하지 않았습니다.</translation>
    </message>
    <message>
        <source>Writing in pictures to decide on: %1.</source>
        <translation>판단할 영상 속 글자: %1개.</translation>
    </message>
    <message>
        <source>Decided but not written yet: %1. Run again.</source>
        <translation>판단했으나 아직 저장하지 않음: %1개. 다시 실행하십시오.</translation>
    </message>
    <message>
        <source>Stopped by the leak gate: %1. Leave them out, or change the profile.</source>
        <translation>유출 검사에서 멈춤: %1개. 제외하거나 프로파일을 바꾸십시오.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>저장한 것이 없습니다.</translation>
    </message>
    <message>
        <source>The operator is not named.</source>
        <translation>처리자가 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>The purpose is not chosen.</source>
        <translation>처리 목적을 고르지 않았습니다.</translation>
    </message>
    <message>
        <source>Input and lists do not add up. Run again.</source>
        <translation>입력과 목록의 수가 맞지 않습니다. 다시 실행하십시오.</translation>
    </message>
    <message>
        <source>application entity</source>
        <translation>장치 이름(AE)</translation>
    </message>
    <message>
        <source>code word</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>line of text</source>
        <translation>한 줄 글</translation>
    </message>
    <message>
        <source>free text</source>
        <translation>자유 글</translation>
    </message>
    <message>
        <source>long line of text</source>
        <translation>긴 한 줄 글</translation>
    </message>
    <message>
        <source>address (URI)</source>
        <translation>주소(URI)</translation>
    </message>
    <message>
        <source>binary value</source>
        <translation>이진 값</translation>
    </message>
    <message>
        <source>not in Table E.1-1: by its VR</source>
        <translation>표 E.1-1에 없음, VR에 따름:</translation>
    </message>
    <message>
        <source>not in Table E.1-1</source>
        <translation>표 E.1-1에 없음</translation>
    </message>
    <message>
        <source>private attributes</source>
        <translation>비공개 속성</translation>
    </message>
    <message>
        <source>repeating groups</source>
        <translation>반복 그룹</translation>
    </message>
    <message>
        <source>Table E.3.10-1, option</source>
        <translation>표 E.3.10-1, 선택 사항</translation>
    </message>
    <message>
        <source>Table E.3.4-1, option</source>
        <translation>표 E.3.4-1, 선택 사항</translation>
    </message>
    <message>
        <source>Table E.1-1, option</source>
        <translation>표 E.1-1, 선택 사항</translation>
    </message>
    <message>
        <source>Table E.1-1</source>
        <translation>표 E.1-1</translation>
    </message>
    <message>
        <source>dates of the profile: one fixed day</source>
        <translation>프로파일의 날짜: 고정일</translation>
    </message>
    <message>
        <source>unknown attribute</source>
        <translation>알 수 없는 속성</translation>
    </message>
    <message>
        <source>the sequence around it</source>
        <translation>바깥 시퀀스</translation>
    </message>
    <message>
        <source>the patient's pseudonym</source>
        <translation>환자의 가명</translation>
    </message>
    <message>
        <source>written by de-identification</source>
        <translation>비식별 처리가 기록함</translation>
    </message>
    <message>
        <source>structure of the file</source>
        <translation>파일 구조</translation>
    </message>
    <message>
        <source>only what the pixels need stays</source>
        <translation>화소에 필요한 것만 남김</translation>
    </message>
    <message>
        <source>, searched</source>
        <translation>, 검색함</translation>
    </message>
    <message>
        <source>The profile keeps it.</source>
        <translation>프로파일이 남깁니다.</translation>
    </message>
    <message>
        <source>The same pseudonym wherever the same UID is named.</source>
        <translation>같은 UID는 어디서나 같은 가명이 됩니다.</translation>
    </message>
    <message>
        <source>What does not identify stays of it.</source>
        <translation>식별하지 않는 부분만 남습니다.</translation>
    </message>
    <message>
        <source>Nothing of it may stay.</source>
        <translation>아무것도 남길 수 없습니다.</translation>
    </message>
    <message>
        <source>The object is valid without it.</source>
        <translation>없어도 객체가 유효합니다.</translation>
    </message>
    <message>
        <source>The object must have it, but without a value.</source>
        <translation>있어야 하지만 값은 없어도 됩니다.</translation>
    </message>
    <message>
        <source>The object must have a value here; this one says nothing.</source>
        <translation>값이 있어야 하므로 뜻 없는 값을 씁니다.</translation>
    </message>
    <message>
        <source>Such a value names nobody.</source>
        <translation>이런 값은 아무도 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>Such a value may name somebody, whatever attribute it is in.</source>
        <translation>어느 속성이든 이런 값은 사람을 가리킬 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing of this patient's was found in it.</source>
        <translation>이 환자에 관한 내용이 없습니다.</translation>
    </message>
    <message>
        <source>The patient's own words were cut out, or the text is now UTF-8.</source>
        <translation>환자에 관한 말을 지웠거나 글을 UTF-8로 바꾸었습니다.</translation>
    </message>
    <message>
        <source>What nobody knows nobody can judge.</source>
        <translation>알 수 없는 것은 판단할 수 없습니다.</translation>
    </message>
    <message>
        <source>The standard knows this private attribute to be safe.</source>
        <translation>표준이 안전하다고 정한 비공개 속성입니다.</translation>
    </message>
    <message>
        <source>The sequence is replaced or cleaned as a whole.</source>
        <translation>시퀀스 전체를 바꾸거나 정리합니다.</translation>
    </message>
    <message>
        <source>The concept of the content item decides.</source>
        <translation>내용 항목의 개념에 따릅니다.</translation>
    </message>
    <message>
        <source>One for all files of a patient.</source>
        <translation>한 환자의 모든 파일에 같습니다.</translation>
    </message>
    <message>
        <source>An earlier claim is not repeated.</source>
        <translation>이전의 주장을 되풀이하지 않습니다.</translation>
    </message>
    <message>
        <source>No matter of privacy.</source>
        <translation>개인정보와 무관합니다.</translation>
    </message>
    <message>
        <source>The standard wants it, or the object lacked it.</source>
        <translation>표준이 요구하거나 객체에 없던 것입니다.</translation>
    </message>
    <message>
        <source>Only what the pixels need stays; they are identical.</source>
        <translation>화소에 필요한 것만 남으며 화소는 같습니다.</translation>
    </message>
    <message>
        <source>sequence with %1 attributes</source>
        <translation>시퀀스, 속성 %1개</translation>
    </message>
    <message>
        <source>%1 segments</source>
        <translation>%1개 조각</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Report of the intake</source>
        <translation>반입 보고서</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>프로파일</translation>
    </message>
    <message>
        <source>Key (fingerprint)</source>
        <translation>키 (지문)</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>처리자</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>처리 목적</translation>
    </message>
    <message>
        <source>Purpose in words</source>
        <translation>처리 목적 설명</translation>
    </message>
    <message>
        <source>IRB or DRB</source>
        <translation>IRB 또는 DRB</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>제공받는 자</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>보유 기한</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>검토자</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Files in the source</source>
        <translation>원본 파일 수</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>격리</translation>
    </message>
    <message>
        <source>Stopped by the leak gate</source>
        <translation>유출 검사에서 멈춤</translation>
    </message>
    <message>
        <source>Held: writing in the picture</source>
        <translation>보류: 영상 속 글자</translation>
    </message>
    <message>
        <source>The counts add up</source>
        <translation>수가 맞음</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>반출</translation>
    </message>
    <message>
        <source>Why files were not written</source>
        <translation>저장하지 않은 까닭</translation>
    </message>
    <message>
        <source>Writing in pictures</source>
        <translation>영상 속 글자</translation>
    </message>
    <message>
        <source>How it was checked</source>
        <translation>검사 방법</translation>
    </message>
    <message>
        <source>Every attribute of every file at every depth was decided by the profile; files were written afresh.</source>
        <translation>모든 파일의 모든 속성을 모든 깊이에서 프로파일에 따라 처리하고 파일을 새로 썼습니다.</translation>
    </message>
    <message>
        <source>Every written file was searched, byte by byte and decoded, for what identified its source; one with a find does not leave.</source>
        <translation>저장한 파일마다 원본의 식별 정보를 바이트와 해독된 글에서 찾았고, 발견된 파일은 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Every picture was looked through for writing. Faint, vertical, very small or handwritten text can be missed.</source>
        <translation>모든 영상에서 글자를 찾았습니다. 흐리거나 세로로 쓴 글자, 아주 작은 글자, 손글씨는 놓칠 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ShortcutCard</name>
    <message>
        <source>Left button</source>
        <translation>왼쪽 버튼</translation>
    </message>
    <message>
        <source>the tool; select</source>
        <translation>도구, 선택</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>오른쪽 끌기</translation>
    </message>
    <message>
        <source>window: right wider, up brighter</source>
        <translation>윈도우: 오른쪽으로 넓게, 위로 밝게</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>가운데 끌기</translation>
    </message>
    <message>
        <source>move the image</source>
        <translation>영상 이동</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>zoom at the pointer</source>
        <translation>포인터 위치에서 확대/축소</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>두 번 클릭</translation>
    </message>
    <message>
        <source>one view alone, and back</source>
        <translation>한 화면만 보기, 다시 돌아오기</translation>
    </message>
    <message>
        <source>Concord workstation: keys and mouse</source>
        <translation>Concord 워크스테이션: 단축키와 마우스</translation>
    </message>
    <message>
        <source>Keys by position, as the program comes</source>
        <translation>키는 자판 위치 기준, 처음 설정</translation>
    </message>
    <message>
        <source>Keys by position, as changed here</source>
        <translation>키는 자판 위치 기준, 여기서 바꾼 설정</translation>
    </message>
    <message>
        <source>Keys by position, as changed by %1</source>
        <translation>키는 자판 위치 기준, %1 님이 바꾼 설정</translation>
    </message>
</context>
<context>
    <name>Snapshot</name>
    <message>
        <source>Findings: %1</source>
        <translation>소견: %1</translation>
    </message>
    <message>
        <source>%1 more findings are not on this page.</source>
        <translation>소견 %1개는 이 지면에 싣지 못했습니다.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Case %1</source>
        <translation>증례 %1</translation>
    </message>
    <message>
        <source>no reader</source>
        <translation>판독자 없음</translation>
    </message>
    <message>
        <source>reader %1</source>
        <translation>판독자 %1</translation>
    </message>
    <message>
        <source>Not for diagnosis. De-identified material of a data set under curation; made by %1.</source>
        <translation>진단용이 아닙니다. 구축 중인 데이터 세트의 비식별 자료이며 %1에서 만들었습니다.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Mass</source>
        <translation>종괴</translation>
    </message>
    <message>
        <source>Calcification</source>
        <translation>석회화</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>비대칭</translation>
    </message>
    <message>
        <source>Architectural distortion</source>
        <translation>구조 왜곡</translation>
    </message>
    <message>
        <source>Haemorrhage</source>
        <translation>출혈</translation>
    </message>
    <message>
        <source>Hard exudate</source>
        <translation>경성 삼출물</translation>
    </message>
    <message>
        <source>Cotton-wool spot</source>
        <translation>면화반</translation>
    </message>
    <message>
        <source>Microaneurysm</source>
        <translation>미세동맥류</translation>
    </message>
    <message>
        <source>Drusen</source>
        <translation>드루젠</translation>
    </message>
    <message>
        <source>Disc haemorrhage</source>
        <translation>시신경유두 출혈</translation>
    </message>
    <message>
        <source>RNFL defect</source>
        <translation>망막신경섬유층 결손</translation>
    </message>
    <message>
        <source>Neovascularisation</source>
        <translation>신생혈관</translation>
    </message>
    <message>
        <source>Scar</source>
        <translation>반흔</translation>
    </message>
    <message>
        <source>Optic disc</source>
        <translation>시신경유두</translation>
    </message>
    <message>
        <source>Optic cup</source>
        <translation>시신경유두함몰</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>유방 밀도</translation>
    </message>
    <message>
        <source>BI-RADS, case</source>
        <translation>판정 (BI-RADS)</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Image type</source>
        <translation>영상 유형</translation>
    </message>
    <message>
        <source>Gradability</source>
        <translation>판독 가능성</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>경계</translation>
    </message>
    <message>
        <source>Morphology</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Benign</source>
        <translation>양성</translation>
    </message>
    <message>
        <source>Malignant</source>
        <translation>악성</translation>
    </message>
    <message>
        <source>Glaucoma</source>
        <translation>녹내장</translation>
    </message>
    <message>
        <source>AMD</source>
        <translation>황반변성</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>당뇨망막병증</translation>
    </message>
    <message>
        <source>RVO</source>
        <translation>망막정맥폐쇄</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>양호</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>사용 가능</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>불가</translation>
    </message>
    <message>
        <source>Oval</source>
        <translation>타원형</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>원형</translation>
    </message>
    <message>
        <source>Irregular</source>
        <translation>불규칙형</translation>
    </message>
    <message>
        <source>Circumscribed</source>
        <translation>국한성</translation>
    </message>
    <message>
        <source>Obscured</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Microlobulated</source>
        <translation>미세소엽성</translation>
    </message>
    <message>
        <source>Indistinct</source>
        <translation>불분명</translation>
    </message>
    <message>
        <source>Spiculated</source>
        <translation>침상</translation>
    </message>
    <message>
        <source>Amorphous</source>
        <translation>무정형</translation>
    </message>
    <message>
        <source>Coarse heterogeneous</source>
        <translation>거친 불균질</translation>
    </message>
    <message>
        <source>Fine pleomorphic</source>
        <translation>미세 다형성</translation>
    </message>
    <message>
        <source>Fine linear or branching</source>
        <translation>미세 선상 또는 분지</translation>
    </message>
    <message>
        <source>Typically benign</source>
        <translation>전형적 양성</translation>
    </message>
    <message>
        <source>Diffuse</source>
        <translation>미만성</translation>
    </message>
    <message>
        <source>Regional</source>
        <translation>구역성</translation>
    </message>
    <message>
        <source>Grouped</source>
        <translation>군집</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>선상</translation>
    </message>
    <message>
        <source>Segmental</source>
        <translation>분절성</translation>
    </message>
    <message>
        <source>Modality and SOP class contradict each other</source>
        <translation>검사 종류와 SOP 클래스가 서로 다름</translation>
    </message>
    <message>
        <source>Side: image and series contradict each other</source>
        <translation>좌우: 영상과 시리즈가 서로 다름</translation>
    </message>
    <message>
        <source>Side and orientation tags contradict each other</source>
        <translation>좌우 태그와 방향 태그가 서로 다름</translation>
    </message>
    <message>
        <source>Side guessed from the orientation tag</source>
        <translation>좌우를 방향 태그에서 추정함</translation>
    </message>
    <message>
        <source>Side guessed from the place of the optic disc</source>
        <translation>좌우를 시신경유두 위치에서 추정함</translation>
    </message>
    <message>
        <source>Looks like the other eye than its file name says</source>
        <translation>파일 이름과 반대쪽 눈으로 보임</translation>
    </message>
    <message>
        <source>Special view: magnified, spot or implant displaced</source>
        <translation>특수 촬영: 확대, 국소압박 또는 보형물 전위</translation>
    </message>
    <message>
        <source>View code and view position contradict each other</source>
        <translation>촬영 방향 코드와 문자가 서로 다름</translation>
    </message>
    <message>
        <source>Pixel spacing is not usable</source>
        <translation>화소 간격을 쓸 수 없음</translation>
    </message>
    <message>
        <source>Raw image for processing, not meant to be looked at</source>
        <translation>처리용 원본 영상: 판독용이 아님</translation>
    </message>
    <message>
        <source>Compressed with loss</source>
        <translation>손실 압축됨</translation>
    </message>
    <message>
        <source>Said to have text burned in</source>
        <translation>글자가 새겨진 영상으로 표시됨</translation>
    </message>
    <message>
        <source>The file ends before its pixel data do</source>
        <translation>화소 데이터가 끝나기 전에 파일이 끝남</translation>
    </message>
    <message>
        <source>Not a colour picture</source>
        <translation>컬러 사진이 아님</translation>
    </message>
    <message>
        <source>Field of view not recognised: no round outline</source>
        <translation>시야를 인식하지 못함: 둥근 윤곽 없음</translation>
    </message>
    <message>
        <source>The picture could not be analysed</source>
        <translation>사진을 분석하지 못함</translation>
    </message>
    <message>
        <source>No image: rows or columns are missing</source>
        <translation>영상 없음: 행 또는 열이 없음</translation>
    </message>
    <message>
        <source>This reading has been submitted and is final.</source>
        <translation>이 판독은 제출되어 확정되었습니다.</translation>
    </message>
    <message>
        <source>This case is not on that reader's worklist.</source>
        <translation>이 증례는 그 판독자의 작업 목록에 없습니다.</translation>
    </message>
    <message>
        <source>A reader of the case cannot decide it: a third person does.</source>
        <translation>이 증례의 판독자는 결정할 수 없습니다. 제3자가 결정합니다.</translation>
    </message>
    <message>
        <source>The two readings agree: there is nothing to decide.</source>
        <translation>두 판독이 일치하여 결정할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The two readings have not been compared yet.</source>
        <translation>두 판독을 아직 비교하지 않았습니다.</translation>
    </message>
    <message>
        <source>The readings stay apart until both are submitted.</source>
        <translation>둘 다 제출될 때까지 판독은 서로 가려집니다.</translation>
    </message>
    <message>
        <source>Not enough memory for this image.</source>
        <translation>이 영상을 위한 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>The project was opened for reading only.</source>
        <translation>프로젝트가 읽기 전용으로 열렸습니다.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>배정됨</translation>
    </message>
    <message>
        <source>In reading</source>
        <translation>판독 중</translation>
    </message>
    <message>
        <source>Both submitted</source>
        <translation>둘 다 제출</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>비교됨</translation>
    </message>
    <message>
        <source>To adjudicate</source>
        <translation>조정 필요</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Mammography</source>
        <translation>유방촬영술</translation>
    </message>
    <message>
        <source>Fundus</source>
        <translation>안저</translation>
    </message>
    <message>
        <source>The readings agree</source>
        <translation>두 판독이 일치합니다</translation>
    </message>
    <message>
        <source>The readings agree in part</source>
        <translation>두 판독이 일부 일치합니다</translation>
    </message>
    <message>
        <source>The readings disagree</source>
        <translation>두 판독이 일치하지 않습니다</translation>
    </message>
    <message>
        <source>Same outline</source>
        <translation>같은 윤곽</translation>
    </message>
    <message>
        <source>Overlap in part</source>
        <translation>일부 겹침</translation>
    </message>
    <message>
        <source>Near each other, outlines differ</source>
        <translation>위치는 가깝지만 윤곽이 다름</translation>
    </message>
    <message>
        <source>Different label</source>
        <translation>분류가 다름</translation>
    </message>
    <message>
        <source>Only A drew it</source>
        <translation>A만 표시함</translation>
    </message>
    <message>
        <source>Only B drew it</source>
        <translation>B만 표시함</translation>
    </message>
    <message>
        <source>Readers disagree</source>
        <translation>판독자 불일치</translation>
    </message>
    <message>
        <source>Image faulty</source>
        <translation>영상 불량</translation>
    </message>
    <message>
        <source>Does not fit the clinical record</source>
        <translation>임상 기록과 불일치</translation>
    </message>
    <message>
        <source>Not eligible</source>
        <translation>선정 기준 미충족</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>기타 사유</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>검출기</translation>
    </message>
    <message>
        <source>scanner</source>
        <translation>스캐너</translation>
    </message>
    <message>
        <source>picture file</source>
        <translation>그림 파일</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The file does not follow its format.</source>
        <translation>파일이 형식에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Files of this kind are not supported.</source>
        <translation>지원하지 않는 파일 종류입니다.</translation>
    </message>
    <message>
        <source>It claims to be larger than this program allows.</source>
        <translation>프로그램이 허용하는 크기보다 크다고 되어 있습니다.</translation>
    </message>
    <message>
        <source>That is not possible here.</source>
        <translation>여기서는 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Somebody else has it open.</source>
        <translation>다른 사람이 열고 있습니다.</translation>
    </message>
    <message>
        <source>The rules do not allow it.</source>
        <translation>규칙에 따라 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>Writing to the disk failed; nothing was changed.</source>
        <translation>디스크에 쓰지 못했습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The stored file no longer matches its checksum.</source>
        <translation>저장된 파일이 체크섬과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>A defect of this program: please report it.</source>
        <translation>프로그램의 결함입니다. 알려 주십시오.</translation>
    </message>
    <message>
        <source>Flame haemorrhage</source>
        <translation>화염상 출혈</translation>
    </message>
    <message>
        <source>Macular haemorrhage</source>
        <translation>황반 출혈</translation>
    </message>
    <message>
        <source>Enlarged cup</source>
        <translation>확대된 유두함몰</translation>
    </message>
    <message>
        <source>Intramammary node</source>
        <translation>유방내 림프절</translation>
    </message>
    <message>
        <source>Skin lesion</source>
        <translation>피부 병변</translation>
    </message>
    <message>
        <source>Solitary dilated duct</source>
        <translation>단일 유관 확장</translation>
    </message>
    <message>
        <source>Preretinal haemorrhage</source>
        <translation>망막앞 출혈</translation>
    </message>
    <message>
        <source>IRMA</source>
        <translation>망막내 미세혈관이상</translation>
    </message>
    <message>
        <source>Venous beading</source>
        <translation>정맥 염주모양 변화</translation>
    </message>
    <message>
        <source>Occluded vessel</source>
        <translation>혈관 폐쇄</translation>
    </message>
    <message>
        <source>Geographic atrophy</source>
        <translation>지도모양 위축</translation>
    </message>
    <message>
        <source>Peripapillary atrophy</source>
        <translation>유두주위 위축</translation>
    </message>
    <message>
        <source>Fovea</source>
        <translation>중심와</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Density, right</source>
        <translation>유방 밀도, 우측</translation>
    </message>
    <message>
        <source>Density, left</source>
        <translation>유방 밀도, 좌측</translation>
    </message>
    <message>
        <source>Subdivision of 4</source>
        <translation>4의 세분류</translation>
    </message>
    <message>
        <source>BI-RADS, right</source>
        <translation>BI-RADS, 우측</translation>
    </message>
    <message>
        <source>Right, subdivision of 4</source>
        <translation>우측, 4의 세분류</translation>
    </message>
    <message>
        <source>BI-RADS, left</source>
        <translation>BI-RADS, 좌측</translation>
    </message>
    <message>
        <source>Left, subdivision of 4</source>
        <translation>좌측, 4의 세분류</translation>
    </message>
    <message>
        <source>Biopsy</source>
        <translation>조직검사</translation>
    </message>
    <message>
        <source>Malignancy proven</source>
        <translation>악성 확진</translation>
    </message>
    <message>
        <source>Why it cannot be graded</source>
        <translation>판독 불가 사유</translation>
    </message>
    <message>
        <source>Confidence (5: sure)</source>
        <translation>확신도 (5: 확실)</translation>
    </message>
    <message>
        <source>Density of the mass</source>
        <translation>종괴 음영</translation>
    </message>
    <message>
        <source>Kind of asymmetry</source>
        <translation>비대칭 종류</translation>
    </message>
    <message>
        <source>Benign kind</source>
        <translation>양성 석회화 종류</translation>
    </message>
    <message>
        <source>Associated features (several)</source>
        <translation>동반 소견 (복수 선택)</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Clock position</source>
        <translation>방향 (시)</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>깊이</translation>
    </message>
    <message>
        <source>%1 o'clock</source>
        <translation>%1시</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>촬영 부위</translation>
    </message>
    <message>
        <source>DR grade (international scale)</source>
        <translation>당뇨망막병증 단계 (국제 분류)</translation>
    </message>
    <message>
        <source>Macular oedema</source>
        <translation>황반부종</translation>
    </message>
    <message>
        <source>Severity of the oedema</source>
        <translation>황반부종 정도</translation>
    </message>
    <message>
        <source>Signs (several)</source>
        <translation>소견 (복수 선택)</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>병기</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>폐쇄 유형</translation>
    </message>
    <message>
        <source>Occluded vein</source>
        <translation>폐쇄 정맥</translation>
    </message>
    <message>
        <source>Quadrant</source>
        <translation>사분면</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>반측</translation>
    </message>
    <message>
        <source>Laser treatment</source>
        <translation>레이저 치료</translation>
    </message>
    <message>
        <source>1 drawable</source>
        <translation>1 그릴 수 있음</translation>
    </message>
    <message>
        <source>2 not drawable</source>
        <translation>2 그릴 수 없음</translation>
    </message>
    <message>
        <source>3 not visible</source>
        <translation>3 안 보임</translation>
    </message>
    <message>
        <source>Poor photograph</source>
        <translation>촬영 불량</translation>
    </message>
    <message>
        <source>Cataract</source>
        <translation>백내장</translation>
    </message>
    <message>
        <source>Poor mydriasis</source>
        <translation>산동 불량</translation>
    </message>
    <message>
        <source>Lobular</source>
        <translation>소엽형</translation>
    </message>
    <message>
        <source>High</source>
        <translation>고음영</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>동등 음영</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>저음영</translation>
    </message>
    <message>
        <source>Contains fat</source>
        <translation>지방 함유</translation>
    </message>
    <message>
        <source>One view only</source>
        <translation>한 영상에서만</translation>
    </message>
    <message>
        <source>Global</source>
        <translation>전반적</translation>
    </message>
    <message>
        <source>Focal</source>
        <translation>국소</translation>
    </message>
    <message>
        <source>Developing</source>
        <translation>진행성</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>피부</translation>
    </message>
    <message>
        <source>Vascular</source>
        <translation>혈관</translation>
    </message>
    <message>
        <source>Coarse</source>
        <translation>거친</translation>
    </message>
    <message>
        <source>Large rod-like</source>
        <translation>큰 막대형</translation>
    </message>
    <message>
        <source>Rim</source>
        <translation>테두리형</translation>
    </message>
    <message>
        <source>Dystrophic</source>
        <translation>이영양성</translation>
    </message>
    <message>
        <source>Milk of calcium</source>
        <translation>석회유</translation>
    </message>
    <message>
        <source>Suture</source>
        <translation>봉합사</translation>
    </message>
    <message>
        <source>Lucent-centred</source>
        <translation>중심 투과성</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>단일</translation>
    </message>
    <message>
        <source>Skin retraction</source>
        <translation>피부 함몰</translation>
    </message>
    <message>
        <source>Skin thickening</source>
        <translation>피부 비후</translation>
    </message>
    <message>
        <source>Nipple retraction</source>
        <translation>유두 함몰</translation>
    </message>
    <message>
        <source>Trabecular thickening</source>
        <translation>섬유주 비후</translation>
    </message>
    <message>
        <source>Axillary adenopathy</source>
        <translation>액와 림프절병증</translation>
    </message>
    <message>
        <source>Calcifications</source>
        <translation>석회화</translation>
    </message>
    <message>
        <source>Upper outer</source>
        <translation>상외측</translation>
    </message>
    <message>
        <source>Upper inner</source>
        <translation>상내측</translation>
    </message>
    <message>
        <source>Lower outer</source>
        <translation>하외측</translation>
    </message>
    <message>
        <source>Lower inner</source>
        <translation>하내측</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>중앙</translation>
    </message>
    <message>
        <source>Subareolar</source>
        <translation>유륜하</translation>
    </message>
    <message>
        <source>Axillary tail</source>
        <translation>액와 꼬리</translation>
    </message>
    <message>
        <source>Anterior</source>
        <translation>전방</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>중간</translation>
    </message>
    <message>
        <source>Posterior</source>
        <translation>후방</translation>
    </message>
    <message>
        <source>Macula</source>
        <translation>황반</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>시신경유두</translation>
    </message>
    <message>
        <source>Disc and macula</source>
        <translation>유두와 황반</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>병변</translation>
    </message>
    <message>
        <source>Periphery</source>
        <translation>주변부</translation>
    </message>
    <message>
        <source>Wide field</source>
        <translation>광각</translation>
    </message>
    <message>
        <source>0 none</source>
        <translation>0 없음</translation>
    </message>
    <message>
        <source>1 mild</source>
        <translation>1 경도</translation>
    </message>
    <message>
        <source>2 moderate</source>
        <translation>2 중등도</translation>
    </message>
    <message>
        <source>3 severe</source>
        <translation>3 중증</translation>
    </message>
    <message>
        <source>4 proliferative</source>
        <translation>4 증식</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>있음</translation>
    </message>
    <message>
        <source>Mild</source>
        <translation>경도</translation>
    </message>
    <message>
        <source>Moderate</source>
        <translation>중등도</translation>
    </message>
    <message>
        <source>Severe</source>
        <translation>중증</translation>
    </message>
    <message>
        <source>Rim thinning or notch</source>
        <translation>시신경테 얇아짐·패임</translation>
    </message>
    <message>
        <source>Early</source>
        <translation>초기</translation>
    </message>
    <message>
        <source>Intermediate</source>
        <translation>중기</translation>
    </message>
    <message>
        <source>Late, dry</source>
        <translation>후기 건성</translation>
    </message>
    <message>
        <source>Late, wet</source>
        <translation>후기 습성</translation>
    </message>
    <message>
        <source>Pigment change</source>
        <translation>색소 변화</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>분지정맥</translation>
    </message>
    <message>
        <source>Central vein</source>
        <translation>중심정맥</translation>
    </message>
    <message>
        <source>Hemiretinal</source>
        <translation>반측망막</translation>
    </message>
    <message>
        <source>Major branch</source>
        <translation>주분지</translation>
    </message>
    <message>
        <source>Macular branch</source>
        <translation>황반분지</translation>
    </message>
    <message>
        <source>Superotemporal</source>
        <translation>상이측</translation>
    </message>
    <message>
        <source>Inferotemporal</source>
        <translation>하이측</translation>
    </message>
    <message>
        <source>Superonasal</source>
        <translation>상비측</translation>
    </message>
    <message>
        <source>Inferonasal</source>
        <translation>하비측</translation>
    </message>
    <message>
        <source>Superior</source>
        <translation>위쪽</translation>
    </message>
    <message>
        <source>Inferior</source>
        <translation>아래쪽</translation>
    </message>
    <message>
        <source>Dilated tortuous vein</source>
        <translation>정맥 확장·사행</translation>
    </message>
    <message>
        <source>Disc swelling</source>
        <translation>유두 부종</translation>
    </message>
    <message>
        <source>Collaterals</source>
        <translation>측부혈관</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>A link needs two findings.</source>
        <translation>연결하려면 소견이 두 개 필요합니다.</translation>
    </message>
    <message>
        <source>Both are on one image: a lesion is linked across two images.</source>
        <translation>같은 영상의 소견입니다. 서로 다른 영상의 소견만 연결합니다.</translation>
    </message>
    <message>
        <source>They are on two sides: that is not one lesion.</source>
        <translation>좌우가 다릅니다. 같은 병변일 수 없습니다.</translation>
    </message>
    <message>
        <source>The two are linked already.</source>
        <translation>이미 연결되어 있습니다.</translation>
    </message>
    <message>
        <source>The lesion has an outline on that image already.</source>
        <translation>그 영상에는 이 병변의 윤곽이 이미 있습니다.</translation>
    </message>
    <message>
        <source>BI-RADS, lesion</source>
        <translation>BI-RADS, 병변</translation>
    </message>
    <message>
        <source>%1 density</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>Assessment (BI-RADS)</source>
        <translation>판정 (BI-RADS)</translation>
    </message>
    <message>
        <source>as the file names it</source>
        <translation>파일에 적힌 값</translation>
    </message>
    <message>
        <source>calibrated, fiducial</source>
        <translation>보정됨, 기준 물체</translation>
    </message>
    <message>
        <source>calibrated, geometry</source>
        <translation>보정됨, 기하학</translation>
    </message>
    <message>
        <source>detector / magnification %1</source>
        <translation>검출기 / 확대율 %1</translation>
    </message>
    <message>
        <source>detector / distances %1</source>
        <translation>검출기 / 거리비 %1</translation>
    </message>
    <message>
        <source>at the detector</source>
        <translation>검출기 면</translation>
    </message>
    <message>
        <source>Magnification factor not plausible: left out</source>
        <translation>확대율 값이 타당하지 않아 쓰지 않음</translation>
    </message>
    <message>
        <source>No cross-check of this case is open.</source>
        <translation>이 증례의 교차 확인이 열려 있지 않습니다.</translation>
    </message>
    <message>
        <source>You have had your say in this cross-check.</source>
        <translation>이 교차 확인에서 이미 의견을 제출했습니다.</translation>
    </message>
    <message>
        <source>Nothing was amended: say that your reading stands.</source>
        <translation>고친 것이 없습니다. 내 판독 유지를 선택하십시오.</translation>
    </message>
    <message>
        <source>This needs a reason, in one line.</source>
        <translation>사유를 한 줄로 적어야 합니다.</translation>
    </message>
    <message>
        <source>This case is not waiting for an adjudicator.</source>
        <translation>이 증례는 조정 대기 상태가 아닙니다.</translation>
    </message>
    <message>
        <source>Cross-check</source>
        <translation>교차 확인</translation>
    </message>
</context>
<context>
    <name>cw::gui::CaseForm</name>
    <message>
        <source>Submit   Ctrl+Enter</source>
        <translation>제출   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Submit this reading</source>
        <translation>이 판독 제출</translation>
    </message>
    <message>
        <source>Not answered: %1</source>
        <translation>미응답: %1</translation>
    </message>
    <message>
        <source>Only looking: choose who reads at the top of the window.</source>
        <translation>보기 전용: 창 위쪽에서 판독자를 선택하십시오.</translation>
    </message>
    <message>
        <source>Only looking: this case is not on your worklist.</source>
        <translation>보기 전용: 이 증례는 내 작업 목록에 없습니다.</translation>
    </message>
    <message>
        <source>✓ Submitted. A submitted reading is final.</source>
        <translation>✓ 제출됨. 제출한 판독은 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Every edit is saved. Submitting makes the reading final.</source>
        <translation>모든 편집은 바로 저장됩니다. 제출하면 판독이 확정됩니다.</translation>
    </message>
    <message>
        <source>A finding has no label.</source>
        <translation>분류가 없는 소견이 있습니다.</translation>
    </message>
    <message>
        <source>Image type 1, but nothing is drawn: draw the lesion, or choose 2 or 3.</source>
        <translation>영상 유형 1인데 그린 병변이 없습니다. 병변을 그리거나 2 또는 3을 선택하십시오.</translation>
    </message>
    <message>
        <source>Case, from its breasts</source>
        <translation>전체 (좌우에서 계산)</translation>
    </message>
    <message>
        <source>Case: not %1 as its breasts</source>
        <translation>전체: 좌우 계산은 %1</translation>
    </message>
    <message>
        <source>The breasts give %1; you chose another category for the case. Choosing %1 lets it follow them again.</source>
        <translation>좌우 판정으로는 %1이지만 다른 범주를 선택했습니다. %1을 선택하면 다시 좌우를 따릅니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::CaseTableModel</name>
    <message>
        <source>%1  ✓ submitted</source>
        <translation>%1  ✓ 제출</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Reader A</source>
        <translation>판독자 A</translation>
    </message>
    <message>
        <source>Reader B</source>
        <translation>판독자 B</translation>
    </message>
    <message>
        <source>Excluded because</source>
        <translation>제외 사유</translation>
    </message>
    <message>
        <source>%1: your turn</source>
        <translation>%1: 내 차례</translation>
    </message>
    <message>
        <source>%1: you have said</source>
        <translation>%1: 의견 제출함</translation>
    </message>
    <message>
        <source>%1: waits for the first reading</source>
        <translation>%1: 1차 판독 대기</translation>
    </message>
    <message>
        <source>My minutes</source>
        <translation>내 판독 시간(분)</translation>
    </message>
</context>
<context>
    <name>cw::gui::ChoiceRow</name>
    <message>
        <source>%1 (digit %2 while this question has the focus)</source>
        <translation>%1 (이 질문이 선택된 동안 숫자 %2)</translation>
    </message>
    <message>
        <source>%1 (Shift and digit %2 while this question has the focus)</source>
        <translation>%1 (이 질문이 선택된 동안 Shift와 숫자 %2)</translation>
    </message>
</context>
<context>
    <name>cw::gui::ComparePage</name>
    <message>
        <source>This image cannot be shown</source>
        <translation>이 영상을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>The case has no readers yet.</source>
        <translation>아직 배정된 판독자가 없습니다.</translation>
    </message>
    <message>
        <source>You have not submitted this case.</source>
        <translation>아직 이 증례를 제출하지 않았습니다.</translation>
    </message>
    <message>
        <source>Hidden until both readers have submitted.</source>
        <translation>두 판독자가 모두 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Hidden until the other reader has submitted.</source>
        <translation>다른 판독자가 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Hidden until you submit.</source>
        <translation>내가 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>아직 비교하지 않음</translation>
    </message>
    <message>
        <source>Decision recorded.</source>
        <translation>결정을 기록했습니다.</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>겹쳐 보기</translation>
    </message>
    <message>
        <source>Third pane: both readings over each other   Shift+V</source>
        <translation>셋째 창: 두 판독 겹쳐 보기   Shift+V</translation>
    </message>
    <message>
        <source>Recorded: your reading stands. Page Down opens the next case.</source>
        <translation>기록했습니다: 내 판독을 유지합니다. Page Down으로 다음 증례를 엽니다.</translation>
    </message>
    <message>
        <source>The window is too narrow for a third pane.</source>
        <translation>창이 좁아 셋째 창을 펼 수 없습니다.</translation>
    </message>
    <message>
        <source>There are not two readings to be seen yet.</source>
        <translation>아직 볼 수 있는 판독이 둘이 아닙니다.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>결정</translation>
    </message>
    <message>
        <source>Agree with A   A</source>
        <translation>A에 동의   A</translation>
    </message>
    <message>
        <source>Agree with B   B</source>
        <translation>B에 동의   B</translation>
    </message>
    <message>
        <source>Exclude   X</source>
        <translation>제외   X</translation>
    </message>
    <message>
        <source>Reason for excluding</source>
        <translation>제외 사유</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Record decision   Ctrl+Enter</source>
        <translation>결정 기록   Ctrl+Enter</translation>
    </message>
    <message>
        <source>changes the decision</source>
        <translation>결정이 달라짐</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>차이가 없습니다.</translation>
    </message>
    <message>
        <source>Decided: reading A is right.</source>
        <translation>결정: 판독 A가 맞음.</translation>
    </message>
    <message>
        <source>Decided: reading B is right.</source>
        <translation>결정: 판독 B가 맞음.</translation>
    </message>
    <message>
        <source>Decided: redrawn.</source>
        <translation>결정: 다시 그림.</translation>
    </message>
    <message>
        <source>Decided: excluded, %1.</source>
        <translation>결정: 제외, %1.</translation>
    </message>
    <message>
        <source>A reader of the case cannot decide it: a third person does.</source>
        <translation>이 증례의 판독자는 결정할 수 없습니다. 제3자가 결정합니다.</translation>
    </message>
    <message>
        <source>To decide, choose who you are at the top of the window.</source>
        <translation>결정하려면 창 위쪽에서 본인을 선택하십시오.</translation>
    </message>
    <message>
        <source>Both readings on both sides</source>
        <translation>양쪽에 두 판독 모두</translation>
    </message>
    <message>
        <source>Both readings on both sides   Shift+V</source>
        <translation>양쪽에 두 판독 모두   Shift+V</translation>
    </message>
    <message>
        <source>Reading A</source>
        <translation>판독 A</translation>
    </message>
    <message>
        <source>Reading B</source>
        <translation>판독 B</translation>
    </message>
</context>
<context>
    <name>cw::gui::CropView</name>
    <message>
        <source>Part of the picture with the writing</source>
        <translation>글자가 있는 영상 부분</translation>
    </message>
</context>
<context>
    <name>cw::gui::FindingsPanel</name>
    <message>
        <source>None yet. Press P and click around a finding; F draws freehand.</source>
        <translation>아직 없습니다. P를 누르고 병변 둘레를 클릭하십시오. F는 자유 곡선입니다.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>소견</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>분류</translation>
    </message>
</context>
<context>
    <name>cw::gui::FundusStrip</name>
    <message>
        <source>Colour</source>
        <translation>컬러</translation>
    </message>
    <message>
        <source>As it was taken; hold Space to see it from any other view</source>
        <translation>촬영한 그대로. 다른 보기에서 Space를 누르는 동안 원본이 보입니다</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>녹색</translation>
    </message>
    <message>
        <source>Red-free: vessels and haemorrhages are dark</source>
        <translation>무적색광: 혈관과 출혈이 어둡게 보입니다</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>녹색 반전</translation>
    </message>
    <message>
        <source>Green turned over: haemorrhages and microaneurysms are bright</source>
        <translation>뒤집은 녹색: 출혈과 미세동맥류가 밝게 보입니다</translation>
    </message>
    <message>
        <source>Local contrast raised, for looking only</source>
        <translation>국소 대비를 높인 영상, 보기 전용</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>조명 보정</translation>
    </message>
    <message>
        <source>Even light: the local average taken off, no shading, for looking only</source>
        <translation>조명 보정: 국소 평균을 빼서 음영이 없음, 보기 전용</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>적색</translation>
    </message>
    <message>
        <source>Edge of the disc, choroid</source>
        <translation>유두 경계, 맥락막</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakeForm</name>
    <message>
        <source>Source and facts</source>
        <translation>원본과 기록 사항</translation>
    </message>
    <message>
        <source>Source folder</source>
        <translation>원본 폴더</translation>
    </message>
    <message>
        <source>Type, choose or drop a folder here</source>
        <translation>폴더를 입력·선택하거나 끌어 놓기</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>프로파일</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>파일에서 읽기</translation>
    </message>
    <message>
        <source>Profile file</source>
        <translation>프로파일 파일</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>키 파일</translation>
    </message>
    <message>
        <source>Keep it apart from what is released: whoever has it can find pseudonyms by trying.</source>
        <translation>반출물과 따로 보관하십시오. 키가 있으면 가명을 역으로 찾아낼 수 있습니다.</translation>
    </message>
    <message>
        <source>Key file (made if it is missing)</source>
        <translation>키 파일 (없으면 새로 만듦)</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>처리자</translation>
    </message>
    <message>
        <source>Operator: who decides and releases</source>
        <translation>처리자: 판단하고 반출하는 사람</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>처리 목적</translation>
    </message>
    <message>
        <source>Tables, vault, ledger</source>
        <translation>표, 금고, 대장</translation>
    </message>
    <message>
        <source>Table of patients (classes, clinical values)</source>
        <translation>환자 표 (분류, 임상 값)</translation>
    </message>
    <message>
        <source>Table of IDs given beforehand</source>
        <translation>미리 정한 번호 표</translation>
    </message>
    <message>
        <source>Vault of the mapping</source>
        <translation>대응표 금고</translation>
    </message>
    <message>
        <source>Steward's passphrase of the vault</source>
        <translation>금고의 관리자 암호문</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>가명정보 처리 대장</translation>
    </message>
    <message>
        <source>Purpose in words</source>
        <translation>처리 목적 설명</translation>
    </message>
    <message>
        <source>Number of the IRB or DRB approval</source>
        <translation>IRB 또는 DRB 승인 번호</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>제공받는 자</translation>
    </message>
    <message>
        <source>Kept until (YYYY-MM-DD)</source>
        <translation>보유 기한 (연-월-일)</translation>
    </message>
    <message>
        <source>Reviewer who approves a folder's release</source>
        <translation>폴더 반출을 승인하는 검토자</translation>
    </message>
    <message>
        <source>A profile file is JSON, as the built-in ones are.</source>
        <translation>프로파일 파일은 내장 프로파일과 같은 JSON 형식입니다.</translation>
    </message>
    <message>
        <source>Keeps identifying attributes on purpose: %1.</source>
        <translation>일부러 남기는 식별 속성: %1개.</translation>
    </message>
    <message>
        <source>This profile cannot be used: %1</source>
        <translation>이 프로파일은 쓸 수 없습니다: %1</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakeItemModel</name>
    <message>
        <source>Source</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>저장된 이름</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakePage</name>
    <message>
        <source>Ctrl+Enter run   H hide   K keep   D hide on device   F1 all keys</source>
        <translation>Ctrl+Enter 실행   H 가림   K 남김   D 장비 전체 가림   F1 모든 단축키</translation>
    </message>
    <message>
        <source>Esc back to the steps   F1 all keys</source>
        <translation>Esc 단계로 돌아가기   F1 모든 단축키</translation>
    </message>
    <message>
        <source>Stopped. Images that were looked at are not looked at again.</source>
        <translation>멈췄습니다. 이미 본 영상은 다시 보지 않습니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>저장하지 않음</translation>
    </message>
    <message>
        <source>Released: %1 images.</source>
        <translation>반출: 영상 %1개.</translation>
    </message>
    <message>
        <source>Already there: %1.</source>
        <translation>이미 있음: %1개.</translation>
    </message>
    <message>
        <source>Refused: %1 (%2)</source>
        <translation>거절: %1개 (%2)</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakePreviewPanel</name>
    <message>
        <source>What will change</source>
        <translation>바뀔 내용</translation>
    </message>
    <message>
        <source>Choose a source folder: what would change in each of its files is shown here, before anything is written.</source>
        <translation>원본 폴더를 고르십시오. 저장하기 전에 파일마다 무엇이 바뀌는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>This file would be quarantined. %1</source>
        <translation>이 파일은 격리됩니다. %1</translation>
    </message>
    <message>
        <source>Reading the folder …</source>
        <translation>폴더를 읽는 중 …</translation>
    </message>
    <message>
        <source>File to preview</source>
        <translation>미리 볼 파일</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>값 보기</translation>
    </message>
    <message>
        <source>Shows the patient's data and the names of the files on this screen, nowhere else.</source>
        <translation>환자 정보와 파일 이름을 이 화면에만 보여 줍니다.</translation>
    </message>
    <message>
        <source>Filter: attribute, change, rule</source>
        <translation>거르기: 속성, 변경, 규칙</translation>
    </message>
    <message>
        <source>Filter the preview</source>
        <translation>미리보기 거르기</translation>
    </message>
    <message>
        <source>File %1 of %2</source>
        <translation>파일 %1 / %2</translation>
    </message>
    <message>
        <source>The folder holds no files.</source>
        <translation>폴더에 파일이 없습니다.</translation>
    </message>
    <message>
        <source>%1 attributes</source>
        <translation>속성 %1개</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakeReportPanel</name>
    <message>
        <source>Back   Esc</source>
        <translation>돌아가기   Esc</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>저장 …</translation>
    </message>
    <message>
        <source>Report of the intake</source>
        <translation>반입 보고서</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>문서 (*.html)</translation>
    </message>
    <message>
        <source>Record of the run (*.json)</source>
        <translation>처리 기록 (*.json)</translation>
    </message>
    <message>
        <source>The report is saved.</source>
        <translation>보고서를 저장했습니다.</translation>
    </message>
    <message>
        <source>The report cannot be written there.</source>
        <translation>그곳에 보고서를 쓸 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::LesionLinks</name>
    <message>
        <source>Same lesion on another image (K)</source>
        <translation>다른 영상의 같은 병변 (K)</translation>
    </message>
    <message>
        <source>Go to this lesion on %1</source>
        <translation>%1의 이 병변으로 이동</translation>
    </message>
    <message>
        <source>Copy the description from %1</source>
        <translation>%1의 기술을 복사</translation>
    </message>
    <message>
        <source>Fills what is empty here; changes nothing that is there</source>
        <translation>비어 있는 항목만 채우며, 이미 적은 것은 바꾸지 않습니다</translation>
    </message>
    <message>
        <source>This is the same lesion as %1 on %2</source>
        <translation>%2의 %1와(과) 같은 병변</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>연결 해제</translation>
    </message>
    <message>
        <source>This finding is a lesion of its own after all</source>
        <translation>이 소견은 별개의 병변입니다</translation>
    </message>
</context>
<context>
    <name>cw::gui::MainWindow</name>
    <message>
        <source>Ctrl+Enter validate   Enter opens the case   F1 all keys</source>
        <translation>Ctrl+Enter 검증   Enter 증례 열기   F1 모든 키</translation>
    </message>
    <message>
        <source>List of windows and presets</source>
        <translation>윈도와 사전 설정 목록</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>Calibrate the monitor with a ruler</source>
        <translation>자로 모니터 크기 보정</translation>
    </message>
    <message>
        <source>Magnifier; Ctrl and wheel: 2×, 3×, 4×</source>
        <translation>확대경. Ctrl과 휠: 2×, 3×, 4×</translation>
    </message>
    <message>
        <source>Lens at the tip of the pen</source>
        <translation>펜 끝 확대경</translation>
    </message>
    <message>
        <source>Next curtain</source>
        <translation>다음 가림막</translation>
    </message>
    <message>
        <source>Hide or show the words in the picture</source>
        <translation>영상 위 글자 숨기기/보이기</translation>
    </message>
    <message>
        <source>Concord workstation</source>
        <translation>Concord 워크스테이션</translation>
    </message>
    <message>
        <source>The project was not opened</source>
        <translation>프로젝트를 열지 못했습니다</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>열린 프로젝트가 없습니다</translation>
    </message>
    <message>
        <source>Name a project folder on the command line, or make the synthetic demo.</source>
        <translation>명령줄에서 프로젝트 폴더를 지정하거나 합성 데모를 만드십시오.</translation>
    </message>
    <message>
        <source>Concord</source>
        <translation>Concord</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>nobody: only looking</source>
        <translation>없음: 보기 전용</translation>
    </message>
    <message>
        <source>Who reads</source>
        <translation>판독자 선택</translation>
    </message>
    <message>
        <source>Who reads or decides. A name that is no reader of a case may decide it.</source>
        <translation>판독하거나 결정하는 사람입니다. 증례의 판독자가 아닌 사람만 그 증례를 결정할 수 있습니다.</translation>
    </message>
    <message>
        <source>This workplace is not in the window yet. The command line does it:</source>
        <translation>이 작업은 아직 창에 없습니다. 명령줄에서 할 수 있습니다:</translation>
    </message>
    <message>
        <source>Validate: models trained and tested on a frozen version</source>
        <translation>검증: 고정된 버전으로 모델을 학습하고 시험</translation>
    </message>
    <message>
        <source>loading %1</source>
        <translation>불러오는 중 %1</translation>
    </message>
    <message>
        <source>Role: steward</source>
        <translation>역할: 데이터 관리자</translation>
    </message>
    <message>
        <source>Enter opens   Ctrl+K filter   F1 all keys</source>
        <translation>Enter 열기   Ctrl+K 찾기   F1 모든 키</translation>
    </message>
    <message>
        <source>This is the last case of the list.</source>
        <translation>목록의 마지막 증례입니다.</translation>
    </message>
    <message>
        <source>This is the first case of the list.</source>
        <translation>목록의 첫 증례입니다.</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>이 목록</translation>
    </message>
    <message>
        <source>Fold the rail</source>
        <translation>왼쪽 메뉴 접기</translation>
    </message>
    <message>
        <source>Fold the panel</source>
        <translation>오른쪽 패널 접기</translation>
    </message>
    <message>
        <source>Find a case</source>
        <translation>증례 찾기</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>Select and edit</source>
        <translation>선택 및 편집</translation>
    </message>
    <message>
        <source>New finding</source>
        <translation>새 소견</translation>
    </message>
    <message>
        <source>To the questions: digits answer</source>
        <translation>질문으로: 숫자로 응답</translation>
    </message>
    <message>
        <source>Close the shape</source>
        <translation>도형 닫기</translation>
    </message>
    <message>
        <source>Delete the corner or the finding</source>
        <translation>꼭짓점 또는 소견 삭제</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>All views</source>
        <translation>전체 보기</translation>
    </message>
    <message>
        <source>CC pair</source>
        <translation>CC 쌍</translation>
    </message>
    <message>
        <source>MLO pair</source>
        <translation>MLO 쌍</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>Further images</source>
        <translation>추가 영상</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>One image pixel a screen pixel</source>
        <translation>영상 화소 1:1</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Hide the findings while held</source>
        <translation>누르는 동안 소견 숨기기</translation>
    </message>
    <message>
        <source>Next window of the file; full range</source>
        <translation>파일의 다음 윈도, 전체 범위</translation>
    </message>
    <message>
        <source>Next view: colour, green, CLAHE ...</source>
        <translation>다음 보기: 컬러, 녹색, CLAHE …</translation>
    </message>
    <message>
        <source>The original while held</source>
        <translation>누르는 동안 원본</translation>
    </message>
    <message>
        <source>Next finding or difference</source>
        <translation>다음 소견 또는 차이</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>다음 증례</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>이전 증례</translation>
    </message>
    <message>
        <source>Submit; record the decision; run the intake</source>
        <translation>제출, 결정 기록, 반입 실행</translation>
    </message>
    <message>
        <source>Agree with A</source>
        <translation>A에 동의</translation>
    </message>
    <message>
        <source>Agree with B</source>
        <translation>B에 동의</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Intake: hide the writing</source>
        <translation>반입: 글자 가림</translation>
    </message>
    <message>
        <source>Intake: keep the writing</source>
        <translation>반입: 글자 남김</translation>
    </message>
    <message>
        <source>Intake: hide here on every picture of the device</source>
        <translation>반입: 이 장비의 모든 영상에서 가림</translation>
    </message>
    <message>
        <source>Intake: show what the writing says</source>
        <translation>반입: 글자 내용 보기</translation>
    </message>
    <message>
        <source>Fold the thumbnails</source>
        <translation>축소 영상 접기</translation>
    </message>
    <message>
        <source>Review your reading</source>
        <translation>내 판독 검토</translation>
    </message>
    <message>
        <source>Save what is seen</source>
        <translation>보이는 화면 저장</translation>
    </message>
    <message>
        <source>Save without outlines</source>
        <translation>윤곽 없이 저장</translation>
    </message>
    <message>
        <source>The keys hold for now, but could not be saved for the next time.</source>
        <translation>지금은 이 키가 적용되지만, 다음에 쓰도록 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>A key changed earlier is now used by the program itself: see F1.</source>
        <translation>전에 바꾼 키 하나를 이제 프로그램이 사용합니다. F1을 확인하십시오.</translation>
    </message>
    <message>
        <source>Card to print</source>
        <translation>인쇄용 카드</translation>
    </message>
    <message>
        <source>Concord keys</source>
        <translation>Concord 단축키</translation>
    </message>
    <message>
        <source>PDF page</source>
        <translation>PDF 한 장</translation>
    </message>
    <message>
        <source>The card is saved.</source>
        <translation>카드를 저장했습니다.</translation>
    </message>
    <message>
        <source>To the thumbnails: arrows, Enter</source>
        <translation>축소 영상으로: 화살표, Enter</translation>
    </message>
    <message>
        <source>Link: the same lesion on another image</source>
        <translation>연결: 다른 영상의 같은 병변</translation>
    </message>
    <message>
        <source>Smooth the outline</source>
        <translation>윤곽을 부드럽게</translation>
    </message>
    <message>
        <source>Fewer corners</source>
        <translation>꼭짓점 줄이기</translation>
    </message>
    <message>
        <source>Copy the finding</source>
        <translation>소견 복사</translation>
    </message>
    <message>
        <source>Paste it at the pointer</source>
        <translation>포인터 위치에 붙여넣기</translation>
    </message>
    <message>
        <source>Larger brush or point</source>
        <translation>브러시나 점을 크게</translation>
    </message>
    <message>
        <source>Smaller brush or point</source>
        <translation>브러시나 점을 작게</translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation>윤곽선만</translation>
    </message>
    <message>
        <source>Left: tool   ·   right drag: window   ·   middle drag: pan   ·   wheel: zoom   ·   double click: maximise</source>
        <translation>왼쪽: 도구   ·   오른쪽 끌기: 윈도우   ·   가운데 끌기: 이동   ·   휠: 확대/축소   ·   두 번 클릭: 최대화</translation>
    </message>
    <message>
        <source>Grid over the eye: none, ETDRS, quadrants</source>
        <translation>안저 격자: 없음, ETDRS, 사분면</translation>
    </message>
    <message>
        <source>Outline the optic disc</source>
        <translation>시신경유두 윤곽 그리기</translation>
    </message>
    <message>
        <source>Outline the optic cup</source>
        <translation>시신경유두함몰 윤곽 그리기</translation>
    </message>
    <message>
        <source>Mark the fovea under the pointer</source>
        <translation>포인터 위치에 중심와 표시</translation>
    </message>
    <message>
        <source>Black outside the field of view</source>
        <translation>촬영 범위 밖을 검게</translation>
    </message>
    <message>
        <source>Pictures in their own window</source>
        <translation>영상을 별도 창으로</translation>
    </message>
    <message>
        <source>Tab next difference   A, B, R, X decide   S, E cross-check   F1 all keys</source>
        <translation>Tab 다음 차이   A, B, R, X 결정   S, E 교차 확인   F1 모든 키</translation>
    </message>
    <message>
        <source>Third pane: both readings over each other</source>
        <translation>셋째 창: 두 판독 겹쳐 보기</translation>
    </message>
    <message>
        <source>Back in the review; previous difference</source>
        <translation>검토에서 이전; 이전 차이</translation>
    </message>
    <message>
        <source>Compare: draw the truth anew</source>
        <translation>비교: 기준 판독 다시 그리기</translation>
    </message>
    <message>
        <source>Cross-check: my reading stands</source>
        <translation>교차 확인: 내 판독 유지</translation>
    </message>
    <message>
        <source>Cross-check: amend my reading</source>
        <translation>교차 확인: 내 판독 수정</translation>
    </message>
    <message>
        <source>Tab next difference   A, B, X decide   F1 all keys</source>
        <translation>Tab 다음 차이   A, B, X 결정   F1 모든 키</translation>
    </message>
    <message>
        <source>Back in the review</source>
        <translation>검토에서 이전으로</translation>
    </message>
    <message>
        <source>Both readings on both sides</source>
        <translation>양쪽에 두 판독 모두</translation>
    </message>
    <message>
        <source>open project: everybody sees everything</source>
        <translation>공개 프로젝트: 모두가 모든 것을 봅니다</translation>
    </message>
    <message>
        <source>Change user</source>
        <translation>사용자 바꾸기</translation>
    </message>
    <message>
        <source>Log out, and let somebody else log in   Ctrl+L</source>
        <translation>로그아웃하고 다른 사람이 로그인합니다   Ctrl+L</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>버전 %1</translation>
    </message>
    <message>
        <source>no version yet</source>
        <translation>버전 없음</translation>
    </message>
    <message>
        <source>Edits are not on disk yet: nobody else can log in before they are.</source>
        <translation>편집이 아직 디스크에 저장되지 않아 사용자를 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Your role has no such workplace.</source>
        <translation>본인의 역할에는 없는 작업 공간입니다.</translation>
    </message>
    <message>
        <source>A passed   X failed   Tab next image   F1 all keys</source>
        <translation>A 합격   X 불합격   Tab 다음 영상   F1 모든 키</translation>
    </message>
    <message>
        <source>Next proposal of a model</source>
        <translation>다음 모델 제안</translation>
    </message>
    <message>
        <source>Confirm the proposal</source>
        <translation>제안 확인</translation>
    </message>
    <message>
        <source>Dismiss the proposal</source>
        <translation>제안 물리치기</translation>
    </message>
    <message>
        <source>Fold the reports</source>
        <translation>판독문 접기</translation>
    </message>
</context>
<context>
    <name>cw::gui::NoticePage</name>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 복사</translation>
    </message>
</context>
<context>
    <name>cw::gui::PathField</name>
    <message>
        <source>Choose: %1</source>
        <translation>고르기: %1</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>선택</translation>
    </message>
</context>
<context>
    <name>cw::gui::PreviewTableModel</name>
    <message>
        <source>Attribute</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Before (kind)</source>
        <translation>이전 (종류)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>규칙</translation>
    </message>
</context>
<context>
    <name>cw::gui::QuestionRows</name>
    <message>
        <source>Free text: no names, no dates. It is not exported.</source>
        <translation>자유 서술: 이름과 날짜를 적지 마십시오. 내보내지 않습니다.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Show what is seldom answered</source>
        <translation>드물게 답하는 항목 펼치기</translation>
    </message>
    <message>
        <source>Fold what is seldom answered</source>
        <translation>드물게 답하는 항목 접기</translation>
    </message>
</context>
<context>
    <name>cw::gui::Rail</name>
    <message>
        <source>Intake</source>
        <translation>반입</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>감사</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>검수</translation>
    </message>
</context>
<context>
    <name>cw::gui::ReadPage</name>
    <message>
        <source>Window</source>
        <translation>윈도</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Fit 0   Magnifier M   True size 8   Words T</source>
        <translation>맞춤 0   확대경 M   실제 크기 8   글자 T</translation>
    </message>
    <message>
        <source>Magnifier M   True size 8   Curtains U   Words T</source>
        <translation>확대경 M   실제 크기 8   가림막 U   글자 T</translation>
    </message>
    <message>
        <source>This image cannot be shown</source>
        <translation>이 영상을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>The other images of the case are not affected. Tell the data steward; the case can be excluded.</source>
        <translation>증례의 다른 영상에는 영향이 없습니다. 데이터 관리자에게 알리십시오. 증례를 제외할 수 있습니다.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>우안</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>좌안</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>이전 증례</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>다음 증례</translation>
    </message>
    <message>
        <source>P polygon   F freehand   V select   Ctrl+Z undo   F1 all keys</source>
        <translation>P 다각형   F 자유 곡선   V 선택   Ctrl+Z 실행 취소   F1 모든 키</translation>
    </message>
    <message>
        <source>F1 all keys</source>
        <translation>F1 모든 키</translation>
    </message>
    <message>
        <source>An outline needs at least three corners.</source>
        <translation>윤곽에는 꼭짓점이 세 개 이상 필요합니다.</translation>
    </message>
    <message>
        <source>The edges of an outline may not cross: move or take back a corner.</source>
        <translation>윤곽의 변은 서로 교차할 수 없습니다. 꼭짓점을 옮기거나 되돌리십시오.</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>선택한 것이 없습니다.</translation>
    </message>
    <message>
        <source>This case has no image for that step.</source>
        <translation>이 증례에는 그 단계의 영상이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>취소할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>다시 실행할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>A shape is still open: Enter closes it, Esc drops it.</source>
        <translation>닫지 않은 도형이 있습니다. Enter로 닫거나 Esc로 버리십시오.</translation>
    </message>
    <message>
        <source>Submitted. Page Down opens the next case.</source>
        <translation>제출했습니다. Page Down으로 다음 증례를 엽니다.</translation>
    </message>
    <message>
        <source>Select a finding first, then K, then the same lesion elsewhere.</source>
        <translation>먼저 소견을 선택하고 K를 누른 뒤 다른 영상의 같은 병변을 선택하십시오.</translation>
    </message>
    <message>
        <source>Now select the same lesion on another image: click it, or Tab. Esc: no link.</source>
        <translation>이제 다른 영상의 같은 병변을 선택하십시오: 클릭 또는 Tab. Esc: 취소.</translation>
    </message>
    <message>
        <source>No link.</source>
        <translation>연결하지 않았습니다.</translation>
    </message>
    <message>
        <source>One lesion: %1 and %2. Ctrl+Z takes the link back.</source>
        <translation>같은 병변: %1, %2. Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
        <source>Live wire: click along the edge; Enter closes.</source>
        <translation>라이브 와이어: 경계를 따라 클릭하고 Enter로 닫습니다.</translation>
    </message>
    <message>
        <source>Ellipse: drag from corner to corner of its box.</source>
        <translation>타원: 상자의 한 모서리에서 반대쪽 모서리까지 끕니다.</translation>
    </message>
    <message>
        <source>Point: one click a lesion; [ and ] or Shift and wheel change its size.</source>
        <translation>점: 한 번 클릭에 병변 하나. [ 와 ] 또는 Shift+휠로 크기를 바꿉니다.</translation>
    </message>
    <message>
        <source>Cluster: click every calcification; Enter draws the outline around them.</source>
        <translation>군집: 석회화를 하나씩 클릭하고 Enter를 누르면 둘레에 윤곽을 그립니다.</translation>
    </message>
    <message>
        <source>Sculpt: push the border from inside or outside; [ and ] change the brush.</source>
        <translation>다듬기: 경계를 안이나 밖에서 밉니다. [ 와 ] 로 브러시 크기를 바꿉니다.</translation>
    </message>
    <message>
        <source>Split: draw a line across the finding.</source>
        <translation>나누기: 소견을 가로질러 선을 긋습니다.</translation>
    </message>
    <message>
        <source>Merge: click one finding, then the other.</source>
        <translation>합치기: 한 소견을 클릭한 다음 다른 소견을 클릭합니다.</translation>
    </message>
    <message>
        <source>Copied. Ctrl+V puts it where the pointer is, on any image of the case.</source>
        <translation>복사했습니다. Ctrl+V를 누르면 이 증례의 어느 영상에서든 포인터 위치에 붙여넣습니다.</translation>
    </message>
    <message>
        <source>These outlines do not touch: nothing to merge.</source>
        <translation>두 윤곽이 맞닿지 않아 합칠 수 없습니다.</translation>
    </message>
    <message>
        <source>The line must cross one outline exactly twice, from outside to outside.</source>
        <translation>선은 윤곽 하나를 밖에서 밖으로 정확히 두 번 지나야 합니다.</translation>
    </message>
    <message>
        <source>There is no reading of yours to review here.</source>
        <translation>여기에는 검토할 내 판독이 없습니다.</translation>
    </message>
    <message>
        <source>The case is still loading.</source>
        <translation>증례를 아직 불러오는 중입니다.</translation>
    </message>
    <message>
        <source>Save what is seen</source>
        <translation>보이는 화면 저장</translation>
    </message>
    <message>
        <source>Save without outlines</source>
        <translation>윤곽 없이 저장</translation>
    </message>
    <message>
        <source>Picture of the views</source>
        <translation>화면 그림</translation>
    </message>
    <message>
        <source>Page with the findings</source>
        <translation>소견이 있는 한 장</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>저장하지 못함: %1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>저장함: %1</translation>
    </message>
    <message>
        <source>VOI LUT of the file</source>
        <translation>파일의 VOI LUT</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>파일의 윈도</translation>
    </message>
    <message>
        <source>Full range of the image</source>
        <translation>영상의 전체 범위</translation>
    </message>
    <message>
        <source>‹ Previous case</source>
        <translation>‹ 이전 증례</translation>
    </message>
    <message>
        <source>Next case ›</source>
        <translation>다음 증례 ›</translation>
    </message>
    <message>
        <source>Image %1 of %2, part %3 of %4. The same key again shows the next.</source>
        <translation>영상 %1/%2, 부분 %3/%4. 같은 키를 다시 누르면 다음 부분.</translation>
    </message>
    <message>
        <source>Page %1 of %2. The same key again shows the next.</source>
        <translation>쪽 %1/%2. 같은 키를 다시 누르면 다음 쪽.</translation>
    </message>
    <message>
        <source>The pictures are in their own window.  F11 brings them back.</source>
        <translation>영상은 별도 창에 있습니다.  F11을 누르면 돌아옵니다.</translation>
    </message>
    <message>
        <source>Amended. What you had submitted stays on record.</source>
        <translation>수정했습니다. 제출했던 원본은 기록에 남습니다.</translation>
    </message>
    <message>
        <source>Decision recorded: the truth as you drew it.</source>
        <translation>결정을 기록했습니다: 그린 내용이 기준 판독이 됩니다.</translation>
    </message>
    <message>
        <source>Confirmed from the model %1</source>
        <translation>모델 %1의 제안을 확인한 소견</translation>
    </message>
    <message>
        <source>No proposal of a model is to be seen for this case.</source>
        <translation>이 증례에는 볼 수 있는 모델 제안이 없습니다.</translation>
    </message>
    <message>
        <source>Shift+A confirms, Shift+Del dismisses.</source>
        <translation>Shift+A 확인, Shift+Del 물리침.</translation>
    </message>
    <message>
        <source>Confirmed: it is your finding now. Ctrl+Z takes it back.</source>
        <translation>확인했습니다. 이제 내 소견입니다. Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
        <source>Dismissed: it stays out of your sight, also when it is proposed again.</source>
        <translation>물리쳤습니다. 다시 제안되어도 나에게는 보이지 않습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::ReleaseBar</name>
    <message>
        <source>Leave the stopped files out</source>
        <translation>멈춘 파일 제외</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Where the result goes</source>
        <translation>결과를 보낼 곳</translation>
    </message>
    <message>
        <source>into this project</source>
        <translation>이 프로젝트로</translation>
    </message>
    <message>
        <source>into a folder</source>
        <translation>폴더로</translation>
    </message>
    <message>
        <source>Target folder</source>
        <translation>대상 폴더</translation>
    </message>
    <message>
        <source>a new or empty folder</source>
        <translation>새 폴더 또는 빈 폴더</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>반출</translation>
    </message>
    <message>
        <source>Name a target folder.</source>
        <translation>대상 폴더를 적으십시오.</translation>
    </message>
    <message>
        <source>Not released yet:</source>
        <translation>아직 반출할 수 없음:</translation>
    </message>
    <message>
        <source>Released: %1 images.</source>
        <translation>반출: 영상 %1개.</translation>
    </message>
    <message>
        <source>Nothing stands in the way.</source>
        <translation>막는 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::RunBar</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>처리 진행</translation>
    </message>
    <message>
        <source>Stopping after the files at hand …</source>
        <translation>처리 중인 파일까지만 하고 멈춥니다 …</translation>
    </message>
    <message>
        <source>Resume   Ctrl+Enter</source>
        <translation>이어서 실행   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Run again   Ctrl+Enter</source>
        <translation>다시 실행   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Run   Ctrl+Enter</source>
        <translation>실행   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>시작하는 중 …</translation>
    </message>
    <message>
        <source>Stopped. What is done stays done; Resume goes on from there.</source>
        <translation>멈췄습니다. 끝난 것은 그대로이며 이어서 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 files looked at, nothing lost: the lists below add up.</source>
        <translation>파일 %1개를 모두 확인했고 아래 목록의 수가 맞습니다.</translation>
    </message>
    <message>
        <source>%1 files. Nothing is written before you press Run.</source>
        <translation>파일 %1개. 실행을 누르기 전에는 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>파일 %1 / %2</translation>
    </message>
    <message>
        <source>%1 files/s</source>
        <translation>초당 %1개</translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation>%1 MB/s</translation>
    </message>
    <message>
        <source>%1:%2 left</source>
        <translation>%1:%2 남음</translation>
    </message>
</context>
<context>
    <name>cw::gui::JournalBanner</name>
    <message>
        <source>%1 edits are not on disk: close again to give them up</source>
        <translation>저장되지 않은 편집 %1건: 버리려면 다시 닫으십시오</translation>
    </message>
    <message>
        <source>This reading is being edited somewhere else: nothing more is saved here</source>
        <translation>이 판독은 다른 곳에서 편집 중입니다: 여기서는 더 저장되지 않습니다</translation>
    </message>
    <message>
        <source>Not on disk since %1: work goes on and is kept</source>
        <translation>%1부터 디스크에 저장 안 됨: 작업은 계속되며 유지됩니다</translation>
    </message>
    <message>
        <source>The edits are kept in this window and are written as soon as the disk takes them. Make room on the disk or connect it again, and leave the window open until this line is gone.</source>
        <translation>편집 내용은 이 창에 유지되며 디스크에 쓸 수 있게 되면 바로 저장됩니다. 디스크 공간을 확보하거나 다시 연결하고, 이 문구가 사라질 때까지 창을 닫지 마십시오.</translation>
    </message>
</context>
<context>
    <name>cw::gui::StatusLine</name>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>x %1  y %2   value %3</source>
        <translation>x %1  y %2   값 %3</translation>
    </message>
    <message>
        <source>no mm: the file names no pixel size</source>
        <translation>mm 없음: 파일에 화소 크기가 없음</translation>
    </message>
    <message>
        <source>longest axis %1 mm (%2)</source>
        <translation>장축 %1 mm (%2)</translation>
    </message>
    <message>
        <source>%1 mm per pixel (%2)</source>
        <translation>화소당 %1 mm (%2)</translation>
    </message>
    <message>
        <source>W %1  L %2</source>
        <translation>W %1  L %2</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>저장 %1</translation>
    </message>
    <message>
        <source>not on disk since %1</source>
        <translation>%1부터 저장 안 됨</translation>
    </message>
    <message>
        <source>%1 x %2 mm per pixel (%3)</source>
        <translation>화소당 %1 x %2 mm (%3)</translation>
    </message>
</context>
<context>
    <name>cw::gui::WorklistPage</name>
    <message>
        <source>Settled and excluded cases</source>
        <translation>확정 및 제외된 증례</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>판독할 것</translation>
    </message>
    <message>
        <source>To adjudicate</source>
        <translation>조정 필요</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Filter: case, state, reader   Ctrl+K</source>
        <translation>찾기: 증례, 상태, 판독자   Ctrl+K</translation>
    </message>
    <message>
        <source>Filter the worklist</source>
        <translation>작업 목록 찾기</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>This project has no cases yet</source>
        <translation>이 프로젝트에는 아직 증례가 없습니다</translation>
    </message>
    <message>
        <source>Cases come from a hospital export, and are de-identified on their way in. To try the program without patient data, make the synthetic demo.</source>
        <translation>증례는 병원 반출 자료에서 오며, 들어올 때 비식별화됩니다. 환자 자료 없이 써 보려면 합성 데모를 만드십시오.</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>판독할 증례 %1</translation>
    </message>
    <message>
        <source>%1 of %2 cases finished   ·   %3   ·   %4 to adjudicate   ·   %5 shown</source>
        <translation>증례 %2개 중 %1개 완료   ·   %3   ·   조정 필요 %4   ·   표시 %5</translation>
    </message>
    <message>
        <source>Your submitted cases</source>
        <translation>내가 제출한 증례</translation>
    </message>
    <message>
        <source>%1 left for you to read, %2 submitted today</source>
        <translation>내가 판독할 증례 %1, 오늘 제출 %2</translation>
    </message>
    <message>
        <source>No case matches what is typed above.</source>
        <translation>위에 입력한 내용과 일치하는 증례가 없습니다.</translation>
    </message>
    <message>
        <source>No case is in this state.</source>
        <translation>이 상태의 증례가 없습니다.</translation>
    </message>
    <message>
        <source>Nothing is left to read in this project.</source>
        <translation>이 프로젝트에는 판독할 증례가 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>No case is assigned to you. The data steward assigns cases.</source>
        <translation>배정된 증례가 없습니다. 증례는 데이터 관리자가 배정합니다.</translation>
    </message>
    <message>
        <source>✓ You have submitted all %1 cases assigned to you.</source>
        <translation>✓ 배정된 증례 %1개를 모두 제출했습니다.</translation>
    </message>
    <message>
        <source>Take in a hospital export   Ctrl+1</source>
        <translation>병원 반출 자료 반입   Ctrl+1</translation>
    </message>
    <message>
        <source>%1 left for you to read</source>
        <translation>내가 판독할 증례 %1</translation>
    </message>
    <message>
        <source>Cross-check</source>
        <translation>교차 확인</translation>
    </message>
    <message>
        <source>%1 min of reading</source>
        <translation>판독 시간 %1분</translation>
    </message>
</context>
<context>
    <name>cw::gui::WritingPanel</name>
    <message>
        <source>Writing in pictures to decide on</source>
        <translation>판단할 영상 속 글자</translation>
    </message>
    <message>
        <source>nothing could be read</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>Show text</source>
        <translation>내용 보기</translation>
    </message>
    <message>
        <source>Reason to keep</source>
        <translation>남기는 사유</translation>
    </message>
    <message>
        <source>says nothing about the patient</source>
        <translation>환자를 알 수 없는 글자</translation>
    </message>
    <message>
        <source>Reason to keep: goes on record, must not name anybody</source>
        <translation>남기는 사유: 기록에 남으므로 사람 이름을 적지 마십시오</translation>
    </message>
    <message>
        <source>Hide   H</source>
        <translation>가림   H</translation>
    </message>
    <message>
        <source>Keep   K</source>
        <translation>남김   K</translation>
    </message>
    <message>
        <source>Hide on device   D</source>
        <translation>장비 전체 가림   D</translation>
    </message>
    <message>
        <source>Hides this place on every picture of the device, now and in later runs.</source>
        <translation>이 장비의 모든 영상에서 이 자리를 지금과 앞으로 가립니다.</translation>
    </message>
    <message>
        <source>Writing in pictures</source>
        <translation>영상 속 글자</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <translation>판단할 것 %1개</translation>
    </message>
    <message>
        <source>Device not known</source>
        <translation>장비를 알 수 없음</translation>
    </message>
    <message>
        <source>Reading the picture …</source>
        <translation>영상을 읽는 중 …</translation>
    </message>
    <message>
        <source>Pictures with writing that nobody has decided on are held back and listed here.</source>
        <translation>아직 판단하지 않은 글자가 있는 영상은 보류되어 여기에 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::WritingTableModel</name>
    <message>
        <source>Decision</source>
        <translation>판단</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>내용 종류</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>영상</translation>
    </message>
</context>
<context>
    <name>TechniqueWords</name>
    <message>
        <source>for presentation</source>
        <translation>표시용 영상</translation>
    </message>
    <message>
        <source>for processing (raw)</source>
        <translation>처리용 원본 영상</translation>
    </message>
    <message>
        <source>compressed</source>
        <translation>압박</translation>
    </message>
</context>
<context>
    <name>WindowPresets</name>
    <message>
        <source>Dense tissue</source>
        <translation>치밀 유방</translation>
    </message>
    <message>
        <source>Fatty tissue</source>
        <translation>지방 유방</translation>
    </message>
    <message>
        <source>Skin and nipple</source>
        <translation>피부와 유두</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>대조도 높게</translation>
    </message>
    <message>
        <source>Less contrast</source>
        <translation>대조도 낮게</translation>
    </message>
</context>
<context>
    <name>cw::gui::LookTools</name>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>VOI LUT of the file</source>
        <translation>파일의 VOI LUT</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>파일의 윈도</translation>
    </message>
    <message>
        <source>Full range of the image</source>
        <translation>영상의 전체 범위</translation>
    </message>
    <message>
        <source>No curtain</source>
        <translation>가림막 없음</translation>
    </message>
    <message>
        <source>Upper half covered</source>
        <translation>위쪽 절반 가림</translation>
    </message>
    <message>
        <source>Lower half covered</source>
        <translation>아래쪽 절반 가림</translation>
    </message>
    <message>
        <source>A band across is free</source>
        <translation>가운데 띠만 보임</translation>
    </message>
    <message>
        <source>Nipple side covered</source>
        <translation>유두 쪽 가림</translation>
    </message>
    <message>
        <source>Chest wall side covered</source>
        <translation>흉벽 쪽 가림</translation>
    </message>
    <message>
        <source>This part is covered: U goes on, Esc opens the curtain.</source>
        <translation>가려진 부분입니다. U 다음 가림막, Esc 가림막 걷기.</translation>
    </message>
    <message>
        <source>This picture has no windows</source>
        <translation>이 영상에는 윈도가 없습니다</translation>
    </message>
    <message>
        <source>Relative to the window of the file</source>
        <translation>파일의 윈도를 기준으로</translation>
    </message>
    <message>
        <source>Magnifier</source>
        <translation>확대경</translation>
    </message>
    <message>
        <source>Lens at the tip of the pen</source>
        <translation>펜 끝 확대경</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>Calibrate the monitor with a ruler ...</source>
        <translation>자로 모니터 크기 보정 ...</translation>
    </message>
    <message>
        <source>Words in the picture</source>
        <translation>영상 위 글자</translation>
    </message>
    <message>
        <source>Magnifier: Ctrl and wheel for 2×, 3×, 4×; right drag for its own window; M or Esc ends it.</source>
        <translation>확대경: Ctrl과 휠로 2×, 3×, 4×. 오른쪽 버튼으로 끌면 확대경의 윈도만 바뀝니다. M 또는 Esc로 끝냅니다.</translation>
    </message>
    <message>
        <source>Lens at the tip of the pen: on while a tool draws; Ctrl and wheel for 2×, 3×, 4×.</source>
        <translation>펜 끝 확대경: 그리는 동안 보입니다. Ctrl과 휠로 2×, 3×, 4×.</translation>
    </message>
    <message>
        <source>Lens at the tip of the pen: off</source>
        <translation>펜 끝 확대경: 꺼짐</translation>
    </message>
    <message>
        <source>Drag its edge; U goes on, Esc opens the curtain.</source>
        <translation>가장자리를 끌어 옮깁니다. U 다음 가림막, Esc 가림막 걷기.</translation>
    </message>
    <message>
        <source>Words in the picture are hidden; warnings stay.</source>
        <translation>영상 위 글자를 숨겼습니다. 경고는 남습니다.</translation>
    </message>
    <message>
        <source>Words in the picture are shown.</source>
        <translation>영상 위 글자를 표시합니다.</translation>
    </message>
    <message>
        <source>No true size: the pixels of this picture are not square.</source>
        <translation>실제 크기 없음: 이 영상의 화소가 정사각형이 아닙니다.</translation>
    </message>
    <message>
        <source>No true size: the file names no pixel size.</source>
        <translation>실제 크기 없음: 파일에 화소 크기가 없습니다.</translation>
    </message>
    <message>
        <source>true size (ruler %1)</source>
        <translation>실제 크기 (자로 보정 %1)</translation>
    </message>
    <message>
        <source>true size (not calibrated)</source>
        <translation>실제 크기 (보정 안 됨)</translation>
    </message>
    <message>
        <source>True size by the ruler of %1.</source>
        <translation>%1에 자로 보정한 실제 크기입니다.</translation>
    </message>
    <message>
        <source>True size by what the monitor says of itself: not calibrated, Shift+8 opens the ruler.</source>
        <translation>모니터가 알려 준 값에 따른 실제 크기입니다. 보정되지 않았습니다. Shift+8로 자 보정 창을 엽니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::RulerDialog</name>
    <message>
        <source>Calibrate the monitor</source>
        <translation>모니터 크기 보정</translation>
    </message>
    <message>
        <source>Hold a ruler to the screen: how long is the bar, from the left line to the right line?</source>
        <translation>화면에 자를 대십시오. 왼쪽 선에서 오른쪽 선까지 막대의 길이는 얼마입니까?</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Length of the bar in millimetres</source>
        <translation>막대의 길이(밀리미터)</translation>
    </message>
    <message>
        <source>To half a millimetre; Enter keeps it</source>
        <translation>0.5 mm까지 재어 Enter로 저장합니다</translation>
    </message>
    <message>
        <source>The field begins with what the monitor says of itself. It was measured on %1: measure again after a change of monitor.</source>
        <translation>처음 값은 모니터가 알려 준 값입니다. %1에 측정했습니다. 모니터를 바꾸면 다시 측정하십시오.</translation>
    </message>
    <message>
        <source>Not calibrated. The field begins with what the monitor says of itself, which is often wrong by several per cent.</source>
        <translation>보정되지 않았습니다. 처음 값은 모니터가 알려 준 값이며 몇 퍼센트씩 틀리는 일이 많습니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Keep for this monitor</source>
        <translation>이 모니터에 저장</translation>
    </message>
    <message>
        <source>%1 mm per pixel</source>
        <translation>화소당 %1 mm</translation>
    </message>
    <message>
        <source>No monitor has pixels of %1 mm</source>
        <translation>화소가 %1 mm인 모니터는 없습니다</translation>
    </message>
</context>
<context>
    <name>cw::viewers::Magnifier</name>
    <message>
        <source>W %1  L %2</source>
        <translation>W %1  L %2</translation>
    </message>
</context>
<context>
    <name>PenMenu</name>
    <message>
        <source>Live wire</source>
        <translation>라이브 와이어</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>타원</translation>
    </message>
    <message>
        <source>Point lesion</source>
        <translation>점 병변</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>군집</translation>
    </message>
    <message>
        <source>Sculpt</source>
        <translation>다듬기</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>나누기</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>합치기</translation>
    </message>
</context>
<context>
    <name>cw::gui::PenMenu</name>
    <message>
        <source>Smooth the outline</source>
        <translation>윤곽을 부드럽게</translation>
    </message>
    <message>
        <source>Fewer corners</source>
        <translation>꼭짓점 줄이기</translation>
    </message>
    <message>
        <source>Copy the finding</source>
        <translation>소견 복사</translation>
    </message>
    <message>
        <source>Paste at the pointer</source>
        <translation>포인터 위치에 붙여넣기</translation>
    </message>
    <message>
        <source>More pens</source>
        <translation>그 밖의 펜</translation>
    </message>
    <message>
        <source>More</source>
        <translation>다른 펜</translation>
    </message>
    <message>
        <source>More pens: live wire, ellipse, point, cluster, sculpt, split, merge</source>
        <translation>그 밖의 펜: 라이브 와이어, 타원, 점, 군집, 다듬기, 나누기, 합치기</translation>
    </message>
</context>
<context>
    <name>cw::gui::ShapesMenu</name>
    <message>
        <source>Show</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Which outlines are shown</source>
        <translation>표시할 윤곽</translation>
    </message>
    <message>
        <source>Outlines only   O</source>
        <translation>윤곽선만   O</translation>
    </message>
    <message>
        <source>Reader %1</source>
        <translation>판독자 %1</translation>
    </message>
    <message>
        <source>Show: not all</source>
        <translation>표시: 일부 숨김</translation>
    </message>
    <message>
        <source>Some findings are hidden. O: outlines only, H: hide all while held</source>
        <translation>숨긴 소견이 있습니다. O: 윤곽선만, H: 누르는 동안 모두 숨기기</translation>
    </message>
    <message>
        <source>Which outlines are shown. O: outlines only, H: hide all while held</source>
        <translation>표시할 윤곽. O: 윤곽선만, H: 누르는 동안 모두 숨기기</translation>
    </message>
</context>
<context>
    <name>cw::gui::EyeMeasures</name>
    <message>
        <source>outline the disc (Shift+D)</source>
        <translation>유두 윤곽을 그리십시오 (Shift+D)</translation>
    </message>
    <message>
        <source>outline the cup (Shift+C)</source>
        <translation>함몰 윤곽을 그리십시오 (Shift+C)</translation>
    </message>
    <message>
        <source>mark the fovea (Shift+F)</source>
        <translation>중심와을 표시하십시오 (Shift+F)</translation>
    </message>
    <message>
        <source>more than one disc outlined</source>
        <translation>유두 윤곽이 둘 이상입니다</translation>
    </message>
    <message>
        <source>more than one cup outlined</source>
        <translation>함몰 윤곽이 둘 이상입니다</translation>
    </message>
    <message>
        <source>more than one fovea marked</source>
        <translation>중심와 표시가 둘 이상입니다</translation>
    </message>
    <message>
        <source>the cup reaches beyond the disc</source>
        <translation>함몰이 유두 밖으로 벗어났습니다</translation>
    </message>
    <message>
        <source>none outlined</source>
        <translation>표시한 병변 없음</translation>
    </message>
    <message>
        <source>side not known: mark the fovea</source>
        <translation>좌우를 알 수 없음: 중심와을 표시하십시오</translation>
    </message>
    <message>
        <source>No mm: wide field</source>
        <translation>mm 없음: 광각 영상</translation>
    </message>
    <message>
        <source>No mm: field not recognised</source>
        <translation>mm 없음: 촬영 범위 미확인</translation>
    </message>
    <message>
        <source>superior temporal</source>
        <translation>상이측</translation>
    </message>
    <message>
        <source>superior nasal</source>
        <translation>상비측</translation>
    </message>
    <message>
        <source>inferior temporal</source>
        <translation>하이측</translation>
    </message>
    <message>
        <source>inferior nasal</source>
        <translation>하비측</translation>
    </message>
    <message>
        <source>central subfield</source>
        <translation>중심 구역</translation>
    </message>
    <message>
        <source>inner superior subfield</source>
        <translation>안쪽 고리 상측</translation>
    </message>
    <message>
        <source>inner nasal subfield</source>
        <translation>안쪽 고리 비측</translation>
    </message>
    <message>
        <source>inner inferior subfield</source>
        <translation>안쪽 고리 하측</translation>
    </message>
    <message>
        <source>inner temporal subfield</source>
        <translation>안쪽 고리 이측</translation>
    </message>
    <message>
        <source>outer superior subfield</source>
        <translation>바깥 고리 상측</translation>
    </message>
    <message>
        <source>outer nasal subfield</source>
        <translation>바깥 고리 비측</translation>
    </message>
    <message>
        <source>outer inferior subfield</source>
        <translation>바깥 고리 하측</translation>
    </message>
    <message>
        <source>outer temporal subfield</source>
        <translation>바깥 고리 이측</translation>
    </message>
    <message>
        <source>outside the grid</source>
        <translation>격자 밖</translation>
    </message>
    <message>
        <source>ST</source>
        <translation>상이측</translation>
    </message>
    <message>
        <source>Superior temporal quadrant, as parted by the centre of the disc</source>
        <translation>상이측 사분면(시신경유두 중심 기준)</translation>
    </message>
    <message>
        <source>SN</source>
        <translation>상비측</translation>
    </message>
    <message>
        <source>Superior nasal quadrant, as parted by the centre of the disc</source>
        <translation>상비측 사분면(시신경유두 중심 기준)</translation>
    </message>
    <message>
        <source>IT</source>
        <translation>하이측</translation>
    </message>
    <message>
        <source>Inferior temporal quadrant, as parted by the centre of the disc</source>
        <translation>하이측 사분면(시신경유두 중심 기준)</translation>
    </message>
    <message>
        <source>IN</source>
        <translation>하비측</translation>
    </message>
    <message>
        <source>Inferior nasal quadrant, as parted by the centre of the disc</source>
        <translation>하비측 사분면(시신경유두 중심 기준)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>On the whole picture</source>
        <translation>영상 전체</translation>
    </message>
    <message>
        <source>Cup/disc %1 vertical, %2 by area</source>
        <translation>유두함몰비(C/D) 수직 %1, 면적 %2</translation>
    </message>
    <message>
        <source>Cup/disc: %1</source>
        <translation>유두함몰비(C/D): %1</translation>
    </message>
    <message>
        <source>Disc diameter: %1</source>
        <translation>유두직경(DD): %1</translation>
    </message>
    <message>
        <source>1 DD = %1 px (%2 px vertical)</source>
        <translation>1 DD = %1 px (수직 %2 px)</translation>
    </message>
    <message>
        <source>Disc to fovea %1 DD</source>
        <translation>유두–중심와 거리 %1 DD</translation>
    </message>
    <message>
        <source>Disc to fovea: %1</source>
        <translation>유두–중심와 거리: %1</translation>
    </message>
    <message>
        <source>Hard exudate to fovea %1</source>
        <translation>경성 삼출물–중심와 거리 %1</translation>
    </message>
    <message>
        <source>Hard exudate to fovea: %1</source>
        <translation>경성 삼출물–중심와 거리: %1</translation>
    </message>
    <message>
        <source>%1 DD from the fovea</source>
        <translation>중심와에서 %1 DD</translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation>선택한 소견: %1</translation>
    </message>
    <message>
        <source>Not the eye the file says?</source>
        <translation>파일에 기록된 눈과 다름?</translation>
    </message>
    <message>
        <source>Disc and fovea lie as in the other eye than the file says: nasal is taken to be where the disc is</source>
        <translation>유두와 중심와의 배치가 파일에 기록된 눈과 반대입니다. 유두가 있는 쪽을 비측으로 봅니다</translation>
    </message>
    <message>
        <source>mm by the file&apos;s pixel spacing</source>
        <translation>mm: 파일의 화소 간격</translation>
    </message>
    <message>
        <source>Nominal at the retina: the length of the eye is not known</source>
        <translation>망막면의 공칭값: 안축장을 알 수 없음</translation>
    </message>
    <message>
        <source>mm by convention: 1 DD = 1.5 mm</source>
        <translation>mm: 1 DD = 1.5 mm 관례</translation>
    </message>
    <message>
        <source>As in the gradings of ETDRS and AREDS; the disc of this eye has not been measured in mm</source>
        <translation>ETDRS와 AREDS 판독 기준의 관례이며, 이 눈의 유두를 mm로 잰 것은 아닙니다</translation>
    </message>
    <message>
        <source>A wide field is stretched towards its rim, and its projection is not known: distances are told in disc diameters (DD)</source>
        <translation>광각 영상은 주변부로 갈수록 늘어나고 투영 방식을 알 수 없으므로 거리는 유두직경(DD)으로 표시합니다</translation>
    </message>
    <message>
        <source>It could be a wide field: distances are told in disc diameters (DD)</source>
        <translation>광각 영상일 수 있으므로 거리는 유두직경(DD)으로 표시합니다</translation>
    </message>
    <message>
        <source>Other signs</source>
        <translation>기타 소견</translation>
    </message>
</context>
<context>
    <name>cw::gui::LandmarkPen</name>
    <message>
        <source>%1 is outlined on this picture already: move its corners, or delete it.</source>
        <translation>이 영상에는 %1 윤곽이 이미 있습니다. 꼭짓점을 옮기거나 삭제하십시오.</translation>
    </message>
    <message>
        <source>Click on the centre of the fovea.</source>
        <translation>중심와의 중심을 클릭하십시오.</translation>
    </message>
    <message>
        <source>%1: the next outline is for it.</source>
        <translation>다음에 그리는 윤곽은 %1입니다.</translation>
    </message>
    <message>
        <source>Too near to the picture&apos;s border for the fovea.</source>
        <translation>중심와을 표시하기에는 영상 가장자리에 너무 가깝습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::MeasureStrip</name>
    <message>
        <source>Disc</source>
        <translation>유두</translation>
    </message>
    <message>
        <source>Outline the optic disc   Shift+D</source>
        <translation>시신경유두 윤곽 그리기   Shift+D</translation>
    </message>
    <message>
        <source>Cup</source>
        <translation>함몰</translation>
    </message>
    <message>
        <source>Outline the optic cup   Shift+C</source>
        <translation>시신경유두함몰 윤곽 그리기   Shift+C</translation>
    </message>
    <message>
        <source>Fovea</source>
        <translation>중심와</translation>
    </message>
    <message>
        <source>Mark the fovea: where the pointer is by Shift+F, else by a click</source>
        <translation>중심와 표시: Shift+F는 포인터 위치에, 단추는 다음 클릭 위치에</translation>
    </message>
    <message>
        <source>Grid over the picture: none, ETDRS, quadrants   R</source>
        <translation>영상 위 격자: 없음, ETDRS, 사분면   R</translation>
    </message>
    <message>
        <source>Grid: none</source>
        <translation>격자: 없음</translation>
    </message>
    <message>
        <source>Grid: ETDRS</source>
        <translation>격자: ETDRS</translation>
    </message>
    <message>
        <source>Grid: quadrants</source>
        <translation>격자: 사분면</translation>
    </message>
    <message>
        <source>Field only</source>
        <translation>촬영 범위만</translation>
    </message>
    <message>
        <source>Black outside the field of view in every look   Shift+R</source>
        <translation>모든 보기에서 촬영 범위 밖을 검게   Shift+R</translation>
    </message>
</context>
<context>
    <name>HangingProtocol</name>
    <message>
        <source>en</source>
        <comment>two letters of this language</comment>
        <translation>ko</translation>
    </message>
    <message>
        <source>line %1: not JSON from here on</source>
        <translation>%1행: 여기부터 JSON이 아님</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; must say that this is a hanging protocol</source>
        <translation>%1행: &quot;%2&quot; 항목에 배열 규약임이 적혀 있지 않음</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; is missing</source>
        <translation>%1행: &quot;%2&quot; 항목 없음</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; does not belong here</source>
        <translation>%1행: &quot;%2&quot; 항목은 여기에 올 수 없음</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; has a value that is not known</source>
        <translation>%1행: &quot;%2&quot; 값을 알 수 없음</translation>
    </message>
    <message>
        <source>line %1: this key already has a step</source>
        <translation>%1행: 이 키에는 이미 단계가 있음</translation>
    </message>
    <message>
        <source>line %1: this cell of the grid is taken</source>
        <translation>%1행: 격자의 이 칸은 이미 쓰임</translation>
    </message>
</context>
<context>
    <name>HangingFiles</name>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 파일을 읽을 수 없음</translation>
    </message>
</context>
<context>
    <name>cw::gui::StepStrip</name>
    <message>
        <source>Hanging</source>
        <translation>배열</translation>
    </message>
    <message>
        <source>Hanging protocol</source>
        <translation>영상 배열 규약</translation>
    </message>
</context>
<context>
    <name>cw::gui::PictureWindow</name>
    <message>
        <source>Concord pictures</source>
        <translation>Concord 영상</translation>
    </message>
</context>
<context>
    <name>cw::gui::ComparePanes</name>
    <message>
        <source>Reading A</source>
        <translation>판독 A</translation>
    </message>
    <message>
        <source>Reading B</source>
        <translation>판독 B</translation>
    </message>
    <message>
        <source>Both readings</source>
        <translation>두 판독</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>불일치</translation>
    </message>
</context>
<context>
    <name>ComparisonWords</name>
    <message>
        <source>neighbours on the scale</source>
        <translation>척도에서 이웃한 범주</translation>
    </message>
    <message>
        <source>the same happens next</source>
        <translation>다음 조치는 같음</translation>
    </message>
    <message>
        <source>several steps apart</source>
        <translation>척도에서 여러 단계 차이</translation>
    </message>
    <message>
        <source>what happens next differs</source>
        <translation>다음 조치가 달라짐</translation>
    </message>
    <message>
        <source>another class of the case</source>
        <translation>증례의 분류가 달라짐</translation>
    </message>
    <message>
        <source>another word</source>
        <translation>다른 용어</translation>
    </message>
    <message>
        <source>only one answered</source>
        <translation>한쪽만 응답</translation>
    </message>
    <message>
        <source>not a word of the scale</source>
        <translation>척도에 없는 용어</translation>
    </message>
    <message>
        <source>major</source>
        <translation>중대</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>경미</translation>
    </message>
    <message>
        <source>centres %1 px apart</source>
        <translation>중심 간 거리 %1 px</translation>
    </message>
</context>
<context>
    <name>cw::gui::CrossCheckBar</name>
    <message>
        <source>Open cross-checks</source>
        <translation>교차 확인 열기</translation>
    </message>
    <message>
        <source>Both readers of every case on which they differ see both readings, and let theirs stand or amend it.</source>
        <translation>판독이 다른 모든 증례에서 두 판독자가 서로의 판독을 보고 자기 판독을 유지하거나 고칩니다.</translation>
    </message>
    <message>
        <source>Close cross-checks</source>
        <translation>교차 확인 마감</translation>
    </message>
    <message>
        <source>Where both have had their say, the readings are compared again. What still differs is excluded or adjudicated, as the project's policy says.</source>
        <translation>두 판독자가 모두 의견을 낸 증례를 다시 비교합니다. 여전히 다른 증례는 프로젝트 방침에 따라 제외하거나 조정합니다.</translation>
    </message>
    <message>
        <source>No cross-check to open: what differs has had one.</source>
        <translation>열 교차 확인이 없습니다: 다른 증례는 이미 교차 확인을 거쳤습니다.</translation>
    </message>
    <message>
        <source>%1 cross-checks opened.</source>
        <translation>교차 확인 %1건을 열었습니다.</translation>
    </message>
    <message>
        <source>%1 closed: %2 agree, %3 excluded, %4 to adjudicate. %5 wait for a reader.</source>
        <translation>%1건 마감: 일치 %2, 제외 %3, 조정 필요 %4. 판독자 대기 %5.</translation>
    </message>
</context>
<context>
    <name>cw::gui::CrossCheckPanel</name>
    <message>
        <source>My reading stands   S</source>
        <translation>내 판독 유지   S</translation>
    </message>
    <message>
        <source>Amend   E</source>
        <translation>수정   E</translation>
    </message>
    <message>
        <source>Change a copy of your reading. What you submitted stays on record.</source>
        <translation>내 판독의 사본을 고칩니다. 제출한 원본은 기록에 남습니다.</translation>
    </message>
    <message>
        <source>Why it stands (need not be said)</source>
        <translation>유지하는 사유 (적지 않아도 됨)</translation>
    </message>
    <message>
        <source>Why my reading stands</source>
        <translation>내 판독을 유지하는 사유</translation>
    </message>
    <message>
        <source>Record that it stands   Ctrl+Enter</source>
        <translation>유지로 기록   Ctrl+Enter</translation>
    </message>
    <message>
        <source>%1: has not said anything yet</source>
        <translation>%1: 아직 의견 없음</translation>
    </message>
    <message>
        <source>%1: amended</source>
        <translation>%1: 수정함</translation>
    </message>
    <message>
        <source>%1: stands</source>
        <translation>%1: 유지함</translation>
    </message>
    <message>
        <source>Cross-check: does your reading stand?</source>
        <translation>교차 확인: 내 판독을 유지합니까?</translation>
    </message>
    <message>
        <source>The cross-check is closed.</source>
        <translation>교차 확인이 마감되었습니다.</translation>
    </message>
    <message>
        <source>Cross-check: both have had their say. The coordinator closes it.</source>
        <translation>교차 확인: 두 판독자가 모두 의견을 냈습니다. 책임자가 마감합니다.</translation>
    </message>
    <message>
        <source>Cross-check: you have had your say.</source>
        <translation>교차 확인: 의견을 제출했습니다.</translation>
    </message>
    <message>
        <source>Cross-check: waiting for the readers.</source>
        <translation>교차 확인: 판독자의 의견을 기다립니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::DecisionPanel</name>
    <message>
        <source>Decision</source>
        <translation>결정</translation>
    </message>
    <message>
        <source>Agree with A   A</source>
        <translation>A에 동의   A</translation>
    </message>
    <message>
        <source>Agree with B   B</source>
        <translation>B에 동의   B</translation>
    </message>
    <message>
        <source>Redraw   R</source>
        <translation>다시 그리기   R</translation>
    </message>
    <message>
        <source>Exclude   X</source>
        <translation>제외   X</translation>
    </message>
    <message>
        <source>What the drawing begins with</source>
        <translation>그리기를 시작할 내용</translation>
    </message>
    <message>
        <source>Begin with a copy of A</source>
        <translation>A의 사본에서 시작</translation>
    </message>
    <message>
        <source>Begin with a copy of B</source>
        <translation>B의 사본에서 시작</translation>
    </message>
    <message>
        <source>Begin with nothing</source>
        <translation>빈 상태에서 시작</translation>
    </message>
    <message>
        <source>Reason for excluding</source>
        <translation>제외 사유</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Decided: reading A is right.</source>
        <translation>결정: 판독 A가 맞음.</translation>
    </message>
    <message>
        <source>Decided: reading B is right.</source>
        <translation>결정: 판독 B가 맞음.</translation>
    </message>
    <message>
        <source>Decided: redrawn.</source>
        <translation>결정: 다시 그림.</translation>
    </message>
    <message>
        <source>Decided: excluded, %1.</source>
        <translation>결정: 제외, %1.</translation>
    </message>
    <message>
        <source>Excluded: %1.</source>
        <translation>제외됨: %1.</translation>
    </message>
    <message>
        <source>A reader of the case cannot decide it: a third person does.</source>
        <translation>이 증례의 판독자는 결정할 수 없습니다. 제3자가 결정합니다.</translation>
    </message>
    <message>
        <source>To decide, choose who you are at the top of the window.</source>
        <translation>결정하려면 창 위쪽에서 본인을 선택하십시오.</translation>
    </message>
    <message>
        <source>You have begun to redraw this case: R goes on with it.</source>
        <translation>이 증례를 다시 그리던 중입니다. R을 누르면 이어서 그립니다.</translation>
    </message>
    <message>
        <source>Draw the truth   Ctrl+Enter</source>
        <translation>기준 판독 그리기   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Record decision   Ctrl+Enter</source>
        <translation>결정 기록   Ctrl+Enter</translation>
    </message>
</context>
<context>
    <name>cw::gui::DifferenceList</name>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>차이가 없습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::FormComparison</name>
    <message>
        <source>The form side by side</source>
        <translation>응답 나란히 보기</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>same</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>비교하지 않음</translation>
    </message>
</context>
<context>
    <name>cw::gui::TaskBanner</name>
    <message>
        <source>Back to the comparison   Ctrl+4</source>
        <translation>비교로 돌아가기   Ctrl+4</translation>
    </message>
    <message>
        <source>This is recorded.</source>
        <translation>기록되었습니다.</translation>
    </message>
    <message>
        <source>▲ You amend your reading after the cross-check</source>
        <translation>▲ 교차 확인 후 내 판독을 수정하는 중</translation>
    </message>
    <message>
        <source>▲ You draw the truth of this case</source>
        <translation>▲ 이 증례의 기준 판독을 그리는 중</translation>
    </message>
    <message>
        <source>Why you amend it (has to be said)</source>
        <translation>수정 사유 (반드시 적음)</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Why you amend your reading</source>
        <translation>내 판독을 수정하는 사유</translation>
    </message>
    <message>
        <source>Say above the pictures why you amend your reading, then Ctrl+Enter again.</source>
        <translation>영상 위에 수정 사유를 적고 Ctrl+Enter를 다시 누르십시오.</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Coordinator</source>
        <translation>총괄 관리자</translation>
    </message>
    <message>
        <source>Steward</source>
        <translation>데이터 관리자</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Adjudicator</source>
        <translation>조정자</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>검토자</translation>
    </message>
</context>
<context>
    <name>cw::gui::LoginDialog</name>
    <message>
        <source>Concord: who are you?</source>
        <translation>Concord: 로그인</translation>
    </message>
    <message>
        <source>Project %1</source>
        <translation>프로젝트 %1</translation>
    </message>
    <message>
        <source>This project has accounts. What you may see and do in it goes by the roles of yours.</source>
        <translation>계정이 있는 프로젝트입니다. 볼 수 있는 것과 할 수 있는 일은 본인의 역할에 따릅니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>▲ Caps Lock is on</source>
        <translation>▲ 대문자 고정(Caps Lock)이 켜져 있습니다</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>cw::gui::AuditPage</name>
    <message>
        <source>Audit trail</source>
        <translation>감사 기록</translation>
    </message>
    <message>
        <source>Who did what, and when. Newest first. Each line is chained to the one before it: an edited, added or missing line is found.</source>
        <translation>누가 언제 무엇을 했는지의 기록입니다. 최근 것이 위에 있습니다. 각 줄은 앞줄과 사슬로 이어져 있어 고치거나 끼워 넣거나 없앤 줄을 찾아냅니다.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>반입</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Accounts and settings</source>
        <translation>계정과 설정</translation>
    </message>
    <message>
        <source>Filter: who, what, case</source>
        <translation>찾기: 누가, 무엇, 증례</translation>
    </message>
    <message>
        <source>Filter the audit trail</source>
        <translation>감사 기록 찾기</translation>
    </message>
    <message>
        <source>Verify   Ctrl+Enter</source>
        <translation>확인   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Export as table   Ctrl+P</source>
        <translation>표로 저장   Ctrl+P</translation>
    </message>
    <message>
        <source>✓ The trail is whole: %1 lines, compared with %2 frozen versions. It ends with line %3, checksum %4.</source>
        <translation>✓ 기록이 온전합니다: %1줄, 확정된 버전 %2개와 대조함. 마지막은 %3번 줄, 체크섬 %4.</translation>
    </message>
    <message>
        <source>▲ The trail is broken at line %1: it was edited, put in, or lines before it are missing. The %2 lines before it hold.</source>
        <translation>▲ 기록이 %1번 줄에서 끊겼습니다. 고쳤거나 끼워 넣었거나 앞줄이 빠졌습니다. 그 앞의 %2줄은 온전합니다.</translation>
    </message>
    <message>
        <source>Audit trail as table</source>
        <translation>감사 기록을 표로</translation>
    </message>
    <message>
        <source>Concord audit trail</source>
        <translation>Concord 감사 기록</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>The trail is saved: %1 lines.</source>
        <translation>기록을 저장했습니다: %1줄.</translation>
    </message>
</context>
<context>
    <name>cw::gui::AuditTableModel</name>
    <message>
        <source>Time (UTC)</source>
        <translation>시각 (UTC)</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>누가</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>내용</translation>
    </message>
</context>
<context>
    <name>cw::gui::DatasetPage</name>
    <message>
        <source>From intake to version</source>
        <translation>반입에서 버전까지</translation>
    </message>
    <message>
        <source>Cases of the box</source>
        <translation>상자의 증례</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 is frozen: it never changes.</source>
        <translation>%1 버전을 확정했습니다. 이 버전은 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>내보냈습니다.</translation>
    </message>
    <message>
        <source>Exported to %1, on record.</source>
        <translation>%1에 내보내고 기록했습니다.</translation>
    </message>
    <message>
        <source>Checksum of the list of files that went to %1:
%2</source>
        <translation>%1에 제공한 파일 목록의 체크섬:
%2</translation>
    </message>
    <message>
        <source>✓ %1 is intact: %2 things checked.</source>
        <translation>✓ %1 버전은 온전합니다: %2개 항목 확인.</translation>
    </message>
    <message>
        <source>▲ %1 is not what was frozen: %2 faults.</source>
        <translation>▲ %1 버전이 확정 당시와 다릅니다: 문제 %2건.</translation>
    </message>
</context>
<context>
    <name>FlowPanel</name>
    <message>
        <source>Not eligible: %1</source>
        <translation>선정 기준 미달: %1</translation>
    </message>
    <message>
        <source>Waits for a decision</source>
        <translation>결정 대기</translation>
    </message>
</context>
<context>
    <name>cw::gui::FlowPanel</name>
    <message>
        <source>Show these cases</source>
        <translation>이 증례 보기</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>반입됨</translation>
    </message>
    <message>
        <source>Not finished yet</source>
        <translation>아직 끝나지 않음</translation>
    </message>
    <message>
        <source>Waits for a decision</source>
        <translation>결정 대기</translation>
    </message>
    <message>
        <source>Left for the version</source>
        <translation>버전에 들어갈 증례</translation>
    </message>
</context>
<context>
    <name>cw::gui::FlowTableModel</name>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Why it is not in the version</source>
        <translation>버전에 들어가지 않는 이유</translation>
    </message>
</context>
<context>
    <name>cw::gui::FreezeForm</name>
    <message>
        <source>No case is settled yet.</source>
        <translation>확정된 증례가 아직 없습니다.</translation>
    </message>
    <message>
        <source>%1 cases wait for a decision.</source>
        <translation>결정을 기다리는 증례 %1개.</translation>
    </message>
    <message>
        <source>%1 settled cases lack the inspection that the policy asks for.</source>
        <translation>확정된 증례 %1개가 정해진 검수를 아직 통과하지 않았습니다.</translation>
    </message>
    <message>
        <source>The policy asks for a final audit: draw a sample and inspect it.</source>
        <translation>최종 검수가 필요합니다. 표본을 뽑아 검수하십시오.</translation>
    </message>
    <message>
        <source>%1 cases are not finished and will not be in it.</source>
        <translation>끝나지 않은 증례 %1개는 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Freeze a version</source>
        <translation>버전 확정</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>버전 이름</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>이용 허락</translation>
    </message>
    <message>
        <source>Terms of access</source>
        <translation>이용 조건</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>조건</translation>
    </message>
    <message>
        <source>Freeze   Ctrl+Enter</source>
        <translation>확정   Ctrl+Enter</translation>
    </message>
    <message>
        <source>A version never changes; what is settled later is in the next.</source>
        <translation>버전은 바뀌지 않습니다. 나중에 확정된 것은 다음 버전에 들어갑니다.</translation>
    </message>
    <message>
        <source>Nothing blocks a version.</source>
        <translation>버전을 확정할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::VersionsPanel</name>
    <message>
        <source>Frozen versions</source>
        <translation>확정된 버전</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Reads everything again and compares it with its checksums</source>
        <translation>모두 다시 읽어 체크섬과 대조합니다</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Frozen at (UTC)</source>
        <translation>확정 시각 (UTC)</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>체크섬</translation>
    </message>
    <message>
        <source>Select two with Ctrl: what is another in the later one</source>
        <translation>Ctrl로 둘을 선택하면 나중 버전에서 달라진 것을 보여 줍니다</translation>
    </message>
    <message>
        <source>About the version</source>
        <translation>버전 설명</translation>
    </message>
    <message>
        <source>No version has been frozen yet.</source>
        <translation>확정된 버전이 아직 없습니다.</translation>
    </message>
    <message>
        <source>%1 cases of %2 patients, %3 images, %4 findings</source>
        <translation>환자 %2명의 증례 %1개, 영상 %3개, 소견 %4개</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>분류 없음</translation>
    </message>
    <message>
        <source>%1 cases excluded</source>
        <translation>제외된 증례 %1개</translation>
    </message>
    <message>
        <source>Its patients are synthetic.</source>
        <translation>합성 환자입니다.</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>%1에서 %2까지</translation>
    </message>
</context>
<context>
    <name>cw::gui::ExportForm</name>
    <message>
        <source>Names by checksum</source>
        <translation>체크섬 이름</translation>
    </message>
    <message>
        <source>Names of the programme</source>
        <translation>사업 파일명</translation>
    </message>
    <message>
        <source>A folder per class</source>
        <translation>분류별 폴더</translation>
    </message>
    <message>
        <source>With the images</source>
        <translation>영상 포함</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>새 폴더</translation>
    </message>
    <message>
        <source>year-month-day, or empty</source>
        <translation>연-월-일, 또는 비움</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>제공받는 자</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>목적</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>용도</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>기한</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>nobody: stays in the house</source>
        <translation>없음: 기관 안에서만</translation>
    </message>
    <message>
        <source>Export a version</source>
        <translation>버전 내보내기</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 내보내기</translation>
    </message>
</context>
<context>
    <name>DifferenceWords</name>
    <message>
        <source>and %1 more</source>
        <translation>외 %1개</translation>
    </message>
    <message>
        <source>The two versions say the same.</source>
        <translation>두 버전의 내용이 같습니다.</translation>
    </message>
    <message>
        <source>%1 cases added</source>
        <translation>추가된 증례 %1개</translation>
    </message>
    <message>
        <source>%1 cases removed</source>
        <translation>빠진 증례 %1개</translation>
    </message>
    <message>
        <source>%1 images added</source>
        <translation>추가된 영상 %1개</translation>
    </message>
    <message>
        <source>%1 images removed</source>
        <translation>빠진 영상 %1개</translation>
    </message>
    <message>
        <source>%1 cases of another class</source>
        <translation>분류가 바뀐 증례 %1개</translation>
    </message>
    <message>
        <source>%1 other answers</source>
        <translation>바뀐 응답 %1개</translation>
    </message>
    <message>
        <source>%1 other findings</source>
        <translation>바뀐 소견 %1개</translation>
    </message>
    <message>
        <source>%1 other readings or decisions</source>
        <translation>바뀐 판독 또는 결정 %1개</translation>
    </message>
    <message>
        <source>%1 other exclusions</source>
        <translation>바뀐 제외 %1개</translation>
    </message>
    <message>
        <source>%1 other settings</source>
        <translation>바뀐 설정 %1개</translation>
    </message>
</context>
<context>
    <name>cw::gui::InspectPage</name>
    <message>
        <source>Peer</source>
        <translation>동료</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>책임자</translation>
    </message>
    <message>
        <source>Final audit</source>
        <translation>최종 검수</translation>
    </message>
    <message>
        <source>This image cannot be shown</source>
        <translation>이 영상을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Settled cases to inspect</source>
        <translation>검수할 확정 증례</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>통과</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Cases in the sample</source>
        <translation>표본의 증례 수</translation>
    </message>
    <message>
        <source>Draw a sample for the final audit</source>
        <translation>최종 검수 표본 뽑기</translation>
    </message>
    <message>
        <source>The case as it was settled</source>
        <translation>확정된 증례</translation>
    </message>
    <message>
        <source>Reason, where it fails</source>
        <translation>불합격이면 사유</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Passed   A</source>
        <translation>합격   A</translation>
    </message>
    <message>
        <source>Failed: label again   X</source>
        <translation>불합격: 다시 판독   X</translation>
    </message>
    <message>
        <source>No sample has been drawn yet.</source>
        <translation>아직 표본을 뽑지 않았습니다.</translation>
    </message>
    <message>
        <source>Sample %1: %2 of %3 cases, %4 passed, %5 failed</source>
        <translation>표본 %1: 증례 %3개 중 %2개, 합격 %4, 불합격 %5</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 끝</translation>
    </message>
    <message>
        <source>Nothing to inspect</source>
        <translation>검수할 증례 없음</translation>
    </message>
    <message>
        <source>Cases come here once their readings agree or have been decided.</source>
        <translation>판독이 일치하거나 결정되면 증례가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Step: %1</source>
        <translation>단계: %1</translation>
    </message>
    <message>
        <source>This case has passed.</source>
        <translation>이 증례는 통과했습니다.</translation>
    </message>
    <message>
        <source>Type the reason; Enter records it.</source>
        <translation>사유를 입력하고 Enter를 누르면 기록됩니다.</translation>
    </message>
    <message>
        <source>%1 has passed.</source>
        <translation>%1 합격.</translation>
    </message>
    <message>
        <source>%1 goes back to be labelled again.</source>
        <translation>%1 증례를 다시 판독합니다.</translation>
    </message>
    <message>
        <source>To inspect, choose who you are at the top of the window.</source>
        <translation>검수하려면 창 위쪽에서 본인을 선택하십시오.</translation>
    </message>
</context>
<context>
    <name>ModelProposals</name>
    <message>
        <source>%1 %2, proposed by the model %3</source>
        <translation>%1 %2, 모델 %3의 제안</translation>
    </message>
</context>
<context>
    <name>cw::gui::ReportsPanel</name>
    <message>
        <source>Pathology</source>
        <translation>병리</translation>
    </message>
    <message>
        <source>Radiology</source>
        <translation>영상의학</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Reports of the case   Shift+F9</source>
        <translation>증례의 판독문   Shift+F9</translation>
    </message>
    <message>
        <source>Reports of the case</source>
        <translation>증례의 판독문</translation>
    </message>
    <message>
        <source>Reports  %1</source>
        <translation>판독문  %1</translation>
    </message>
</context>
<context>
    <name>cw::gui::RocPlot</name>
    <message>
        <source>ROC curves of %1 folds</source>
        <translation>폴드 %1개의 ROC 곡선</translation>
    </message>
    <message>
        <source>1 - specificity</source>
        <translation>1 - 특이도</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>민감도</translation>
    </message>
    <message>
        <source>Folds appear here as they come in.</source>
        <translation>폴드가 끝나는 대로 여기에 나타납니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::ValidateForm</name>
    <message>
        <source>Malignant against normal and benign</source>
        <translation>악성 대 정상·양성</translation>
    </message>
    <message>
        <source>Benign against normal and malignant</source>
        <translation>양성 대 정상·악성</translation>
    </message>
    <message>
        <source>Glaucoma against normal</source>
        <translation>녹내장 대 정상</translation>
    </message>
    <message>
        <source>AMD against normal</source>
        <translation>황반변성 대 정상</translation>
    </message>
    <message>
        <source>Diabetic retinopathy against normal</source>
        <translation>당뇨망막병증 대 정상</translation>
    </message>
    <message>
        <source>Retinal vein occlusion against normal</source>
        <translation>망막정맥폐쇄 대 정상</translation>
    </message>
    <message>
        <source>Any disease against normal</source>
        <translation>모든 질환 대 정상</translation>
    </message>
    <message>
        <source>Validate a version</source>
        <translation>버전 검증</translation>
    </message>
    <message>
        <source>Target AUC</source>
        <translation>목표 AUC</translation>
    </message>
    <message>
        <source>Set it before you look at a result</source>
        <translation>결과를 보기 전에 정하십시오</translation>
    </message>
    <message>
        <source>The same seed, the same figures</source>
        <translation>시드가 같으면 결과도 같습니다</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>폴드 수</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Models, on the same folds</source>
        <translation>같은 폴드에서 시험할 모델</translation>
    </message>
    <message>
        <source>Measures of the picture (minutes)</source>
        <translation>영상 측정값 (몇 분)</translation>
    </message>
    <message>
        <source>Control: all but the picture's content</source>
        <translation>대조: 영상 내용을 뺀 나머지</translation>
    </message>
    <message>
        <source>Small network (tens of minutes)</source>
        <translation>소형 신경망 (수십 분)</translation>
    </message>
    <message>
        <source>Checks of the data set</source>
        <translation>데이터셋 점검</translation>
    </message>
    <message>
        <source>Validate   Ctrl+Enter</source>
        <translation>검증   Ctrl+Enter</translation>
    </message>
    <message>
        <source>A run that was stopped goes on where it was</source>
        <translation>멈춘 검증은 그 자리에서 이어집니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
</context>
<context>
    <name>cw::gui::ValidatePage</name>
    <message>
        <source>n/a</source>
        <translation>해당 없음</translation>
    </message>
    <message>
        <source>Earlier validations</source>
        <translation>이전 검증</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>민감도</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>특이도</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>폴드</translation>
    </message>
    <message>
        <source>To look at again</source>
        <translation>다시 볼 증례</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>보고서 열기</translation>
    </message>
    <message>
        <source>Send to re-reading</source>
        <translation>재판독 보내기</translation>
    </message>
    <message>
        <source>The marked cases go back to both readers, who are not told why</source>
        <translation>선택한 증례를 두 판독자에게 되돌립니다. 판독자에게 이유는 알리지 않습니다</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>구분</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>A click on the case, or Enter, opens it</source>
        <translation>증례를 클릭하거나 Enter를 누르면 열립니다</translation>
    </message>
    <message>
        <source>What the checks found</source>
        <translation>점검 결과</translation>
    </message>
    <message>
        <source>Stopped. What is finished is kept; the same question goes on there.</source>
        <translation>중지했습니다. 끝난 부분은 남아 있으며 같은 질문으로 다시 시작하면 이어집니다.</translation>
    </message>
    <message>
        <source>%1 of %2 tasks</source>
        <translation>작업 %1 / %2</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>약 %1초 남음</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>약 %1분 남음</translation>
    </message>
    <message>
        <source>%1 cases went back to both readers.</source>
        <translation>증례 %1개를 두 판독자에게 되돌렸습니다.</translation>
    </message>
    <message>
        <source>%1 stay as they are.</source>
        <translation>%1개는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>There is no frozen version yet: freeze one first.</source>
        <translation>확정된 버전이 아직 없습니다. 먼저 버전을 확정하십시오.</translation>
    </message>
</context>
<context>
    <name>ValidationWords</name>
    <message>
        <source>en</source>
        <translation>ko</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2–%3)</translation>
    </message>
    <message>
        <source>no target was set beforehand</source>
        <translation>목표가 미리 정해지지 않음</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>목표 %1</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>미달</translation>
    </message>
    <message>
        <source>met, also by the lower limit</source>
        <translation>달성, 하한도 넘음</translation>
    </message>
    <message>
        <source>met by the mean, not by the lower limit</source>
        <translation>평균은 달성, 하한은 미달</translation>
    </message>
    <message>
        <source>label doubted</source>
        <translation>라벨이 의심됨</translation>
    </message>
    <message>
        <source>same picture</source>
        <translation>같은 그림</translation>
    </message>
    <message>
        <source>unlike the others</source>
        <translation>다른 것들과 다름</translation>
    </message>
    <message>
        <source>folds</source>
        <translation>교차검증 나눔</translation>
    </message>
    <message>
        <source>leak between folds</source>
        <translation>나눔 사이 누출</translation>
    </message>
    <message>
        <source>permuted labels</source>
        <translation>라벨 뒤섞기</translation>
    </message>
    <message>
        <source>balance of the classes</source>
        <translation>두 집단의 균형</translation>
    </message>
    <message>
        <source>compression and class</source>
        <translation>압축과 집단</translation>
    </message>
    <message>
        <source>learning curve</source>
        <translation>학습 곡선</translation>
    </message>
    <message>
        <source>other seeds</source>
        <translation>다른 시드</translation>
    </message>
    <message>
        <source>subgroups</source>
        <translation>하위 집단</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>shortcut: the file</source>
        <translation>지름길: 파일</translation>
    </message>
    <message>
        <source>shortcut: size of the picture</source>
        <translation>지름길: 영상 크기</translation>
    </message>
    <message>
        <source>shortcut: border</source>
        <translation>지름길: 가장자리</translation>
    </message>
    <message>
        <source>shortcut: colour</source>
        <translation>지름길: 색</translation>
    </message>
    <message>
        <source>shortcut: writing</source>
        <translation>지름길: 글자</translation>
    </message>
    <message>
        <source>shortcut: blanked picture</source>
        <translation>지름길: 가린 영상</translation>
    </message>
    <message>
        <source>shortcut: compression</source>
        <translation>지름길: 압축</translation>
    </message>
    <message>
        <source>shortcut: order of the files</source>
        <translation>지름길: 파일 순서</translation>
    </message>
    <message>
        <source>shortcut: device</source>
        <translation>지름길: 장비</translation>
    </message>
    <message>
        <source>shortcut: site</source>
        <translation>지름길: 기관</translation>
    </message>
    <message>
        <source>shortcut: age and sex</source>
        <translation>지름길: 나이와 성별</translation>
    </message>
    <message>
        <source>Not evidence: %1.</source>
        <translation>근거가 되지 못함: %1.</translation>
    </message>
    <message>
        <source>No model was run.</source>
        <translation>실행한 모델이 없습니다.</translation>
    </message>
    <message>
        <source>Mean AUC %1; %2.</source>
        <translation>평균 AUC %1; %2.</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>to be looked at</source>
        <translation>살펴볼 것</translation>
    </message>
    <message>
        <source>%1: %2. The report says why.</source>
        <translation>%1: %2. 이유는 보고서에 있습니다.</translation>
    </message>
    <message>
        <source>%1: %2. Scored from this alone, the classes have an AUC of %3.</source>
        <translation>%1: %2. 이것만으로 두 집단을 나누면 AUC가 %3입니다.</translation>
    </message>
    <message>
        <source>The pictures are synthetic: the figures say nothing about patients.</source>
        <translation>합성 영상입니다. 수치는 환자에 대해 아무것도 말하지 않습니다.</translation>
    </message>
    <message>
        <source>For research. No diagnosis may rest on these figures.</source>
        <translation>연구용입니다. 이 수치로 진단해서는 안 됩니다.</translation>
    </message>
    <message>
        <source>The result is not better than chance.</source>
        <translation>결과가 우연보다 낫지 않습니다.</translation>
    </message>
    <message>
        <source>All limits are in the report (in English).</source>
        <translation>모든 한계는 보고서(영문)에 있습니다.</translation>
    </message>
    <message>
        <source>The scores contradict its label.</source>
        <translation>점수가 라벨과 어긋납니다.</translation>
    </message>
    <message>
        <source>It looks like a picture of another patient.</source>
        <translation>다른 환자의 영상과 같아 보입니다.</translation>
    </message>
    <message>
        <source>Its measures lie far from those of the others.</source>
        <translation>측정값이 다른 영상들과 크게 다릅니다.</translation>
    </message>
    <message>
        <source>The report says why.</source>
        <translation>이유는 보고서에 있습니다.</translation>
    </message>
</context>
<context>
    <name>RefineWords</name>
    <message>
        <source>Correlation %1.</source>
        <translation>상관계수 %1.</translation>
    </message>
    <message>
        <source>Two cases may be one patient under two IDs. Images in common: %1.</source>
        <translation>두 증례가 번호만 다른 같은 환자일 수 있습니다. 공통 영상: %1개.</translation>
    </message>
    <message>
        <source>Two cases may be one patient under two IDs: one study in common.</source>
        <translation>두 증례가 번호만 다른 같은 환자일 수 있습니다: 공통 검사 1건.</translation>
    </message>
    <message>
        <source>Two cases may be one patient under two IDs: one accession number in common.</source>
        <translation>두 증례가 번호만 다른 같은 환자일 수 있습니다: 접수 번호가 같습니다.</translation>
    </message>
    <message>
        <source>Two cases may be one patient under two IDs.</source>
        <translation>두 증례가 번호만 다른 같은 환자일 수 있습니다.</translation>
    </message>
    <message>
        <source>Not all four views are there.</source>
        <translation>네 촬영 방향이 모두 있지 않습니다.</translation>
    </message>
    <message>
        <source>Missing: %1.</source>
        <translation>없음: %1.</translation>
    </message>
    <message>
        <source>One view is there %1 times and the other side not at all: one may be of the other breast.</source>
        <translation>한쪽 촬영이 %1번 있고 반대쪽은 없습니다: 하나가 반대쪽 유방일 수 있습니다.</translation>
    </message>
    <message>
        <source>One side is there %1 times in one study.</source>
        <translation>한 검사에 같은 쪽이 %1번 있습니다.</translation>
    </message>
    <message>
        <source>%1 is there %2 times in one examination.</source>
        <translation>한 검사에 %1 촬영이 %2번 있습니다.</translation>
    </message>
    <message>
        <source>The file names two different sides.</source>
        <translation>파일에 서로 다른 두 쪽이 적혀 있습니다.</translation>
    </message>
    <message>
        <source>The side is not known.</source>
        <translation>좌우를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The chest wall lies on the other side of the picture than the named side has it.</source>
        <translation>흉벽이 적힌 쪽과 반대편에 있습니다.</translation>
    </message>
    <message>
        <source>The optic disc lies where the other eye has it.</source>
        <translation>시신경 유두가 반대쪽 눈의 위치에 있습니다.</translation>
    </message>
    <message>
        <source>The side is not known, or contradicts itself.</source>
        <translation>좌우를 알 수 없거나 서로 어긋납니다.</translation>
    </message>
    <message>
        <source>same pixels</source>
        <translation>같은 화소</translation>
    </message>
    <message>
        <source>near duplicate</source>
        <translation>거의 같은 영상</translation>
    </message>
    <message>
        <source>same patient</source>
        <translation>같은 환자</translation>
    </message>
    <message>
        <source>look alike</source>
        <translation>닮은 영상</translation>
    </message>
    <message>
        <source>view missing</source>
        <translation>촬영 누락</translation>
    </message>
    <message>
        <source>view doubled</source>
        <translation>촬영 중복</translation>
    </message>
    <message>
        <source>sides mixed up</source>
        <translation>좌우 바뀜</translation>
    </message>
    <message>
        <source>side doubted</source>
        <translation>좌우 의심</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>빈 영상</translation>
    </message>
    <message>
        <source>over- or underexposed</source>
        <translation>노출 과다·부족</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>high</source>
        <translation>높음</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>중간</translation>
    </message>
    <message>
        <source>low</source>
        <translation>낮음</translation>
    </message>
    <message>
        <source>Two images of the case have equal pixels.</source>
        <translation>이 증례의 두 영상은 화소가 같습니다.</translation>
    </message>
    <message>
        <source>Two images of the case are copies of one, differing in encoding, size or how they lie.</source>
        <translation>이 증례의 두 영상은 한 영상의 사본이며, 압축·크기·방향만 다릅니다.</translation>
    </message>
    <message>
        <source>Images of two cases look alike: hold them side by side.</source>
        <translation>두 증례의 영상이 닮았습니다: 나란히 놓고 비교하십시오.</translation>
    </message>
    <message>
        <source>An image shows nothing, or nothing of a breast or an eye.</source>
        <translation>아무것도 없거나 유방이나 눈이 보이지 않는 영상이 있습니다.</translation>
    </message>
    <message>
        <source>A third or more of an image is at one end of the brightness.</source>
        <translation>영상의 3분의 1 이상이 밝기의 한쪽 끝에 몰려 있습니다.</translation>
    </message>
    <message>
        <source>An image cannot be decoded.</source>
        <translation>열 수 없는 영상이 있습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::RefineBar</name>
    <message>
        <source>Progress of the image checks</source>
        <translation>영상 점검 진행</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Check images</source>
        <translation>영상 점검</translation>
    </message>
    <message>
        <source>Looks for copies, missing views, mistaken sides and faulty images in the project</source>
        <translation>프로젝트에서 사본, 빠진 촬영, 바뀐 좌우, 잘못된 영상을 찾습니다</translation>
    </message>
    <message>
        <source>Suspicions</source>
        <translation>의심 목록</translation>
    </message>
    <message>
        <source>Image checks: the record cannot be read.</source>
        <translation>영상 점검: 기록을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Image checks: nothing is open.</source>
        <translation>영상 점검: 결정을 기다리는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Image checks: %1 suspicions wait for a decision.</source>
        <translation>영상 점검: 결정을 기다리는 의심 %1건.</translation>
    </message>
    <message>
        <source>Checking the images …</source>
        <translation>영상 점검 중 …</translation>
    </message>
    <message>
        <source>Checking the images: %1 of %2</source>
        <translation>영상 점검 중: %2개 중 %1개</translation>
    </message>
</context>
<context>
    <name>cw::gui::RefinePanel</name>
    <message>
        <source>Back   Esc</source>
        <translation>돌아가기   Esc</translation>
    </message>
    <message>
        <source>Suspicions about images</source>
        <translation>영상에 대한 의심</translation>
    </message>
    <message>
        <source>A click on a case, or Enter, opens it</source>
        <translation>증례를 클릭하거나 Enter를 누르면 열립니다</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>Other case</source>
        <translation>다른 증례</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>심각도</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>What is suspicious</source>
        <translation>의심되는 점</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>결정자</translation>
    </message>
    <message>
        <source>Reason (needed; names no patient)</source>
        <translation>사유 (필수, 환자를 적지 마십시오)</translation>
    </message>
    <message>
        <source>Reason of the decision</source>
        <translation>결정 사유</translation>
    </message>
    <message>
        <source>Which case is left out</source>
        <translation>제외할 증례</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>문제없음</translation>
    </message>
    <message>
        <source>Nothing is wrong; it is not asked again</source>
        <translation>문제가 없으며 다시 묻지 않습니다</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>It is a copy; the chosen case, if any, is left out</source>
        <translation>사본입니다. 고른 증례가 있으면 제외합니다</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>The case is left out of the data set; this is not taken back</source>
        <translation>증례를 데이터셋에서 제외하며 되돌릴 수 없습니다</translation>
    </message>
    <message>
        <source>No case is left out</source>
        <translation>제외하는 증례 없음</translation>
    </message>
    <message>
        <source>%1 is left out</source>
        <translation>%1 제외</translation>
    </message>
    <message>
        <source>Say who decides.</source>
        <translation>결정자를 적으십시오.</translation>
    </message>
    <message>
        <source>Say why: the reason goes on record.</source>
        <translation>사유를 적으십시오. 기록에 남습니다.</translation>
    </message>
    <message>
        <source>Say which of the cases is left out.</source>
        <translation>제외할 증례를 고르십시오.</translation>
    </message>
    <message>
        <source>On record.</source>
        <translation>기록했습니다.</translation>
    </message>
    <message>
        <source>On record; %1 is left out.</source>
        <translation>기록했습니다. %1 제외.</translation>
    </message>
</context>
</TS>
